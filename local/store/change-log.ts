import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { Item, Key } from '../../lambdas/table/store.ts';

const EVENTS = ['INSERT', 'MODIFY', 'REMOVE', 'EXPIRE'] as const;

/** What happened to one item, in the order of the commits. */
export interface Change {
  /** Ascending; numbers may be missing. */
  readonly sequence: number;
  /** Epoch milliseconds of the write. */
  readonly at: number;
  readonly event: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly key: Key;
  /** The item as it was written; absent when it was removed. */
  readonly image?: Item;
  /** Removed by the time-to-live sweep. */
  readonly expired: boolean;
}

export type Wanted = (event: Change['event'], key: Key, expired: boolean) => boolean;

/** The changes of all items, written in the transactions that made them, until they are trimmed. */
export class ChangeLog {
  readonly #insert: StatementSync;
  readonly #after: StatementSync;
  readonly #trim: StatementSync;
  #last: number;
  #wanted: Wanted = () => true;

  constructor(db: DatabaseSync) {
    this.#insert = db.prepare('INSERT INTO changes (sequence, at, event, doc) VALUES (?, ?, ?, ?)');
    this.#after = db.prepare('SELECT * FROM changes WHERE sequence > ? ORDER BY sequence LIMIT ?');
    // The last one stays, so that numbering goes on after it.
    this.#trim = db.prepare('DELETE FROM changes WHERE sequence <= min(?, (SELECT max(sequence) - 1 FROM changes))');
    this.#last = Number(db.prepare('SELECT max(sequence) AS last FROM changes').get()?.['last'] ?? 0);
  }

  /** Sequence of the newest change, 0 when there was none. */
  get last(): number {
    return this.#last;
  }

  /** Forgets numbers that were taken in a transaction that was rolled back. */
  rewind(last: number): void {
    this.#last = last;
  }

  /** From now on only changes that somebody wants are kept. */
  keepOnly(wanted: Wanted): void {
    this.#wanted = wanted;
  }

  /** Adds a change; `doc` is the JSON text of the new image, or of the key when the item is gone. */
  append(event: (typeof EVENTS)[number], key: Key, doc: string, at: number): void {
    const expired = event === 'EXPIRE';
    if (!this.#wanted(expired ? 'REMOVE' : event, key, expired)) return;
    this.#insert.run(this.#last + 1, at, EVENTS.indexOf(event), doc);
    this.#last += 1;
  }

  after(sequence: number, limit: number): readonly Change[] {
    return this.#after.all(sequence, limit).map(changeOf);
  }

  trim(upTo: number): void {
    this.#trim.run(upTo);
  }
}

const changeOf = (row: Record<string, SQLOutputValue>): Change => {
  const event = EVENTS[Number(row['event'])];
  const image: Item = JSON.parse(String(row['doc']));
  const base = { sequence: Number(row['sequence']), at: Number(row['at']), key: { pk: image.pk, sk: image.sk } };
  if (event === 'INSERT' || event === 'MODIFY') return { ...base, event, image, expired: false };
  return { ...base, event: 'REMOVE', expired: event === 'EXPIRE' };
};
