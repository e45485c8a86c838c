import type { Item, Key } from '../../lambdas/table/store.ts';
import { KeyMap } from './key-map.ts';
import { contains, type Range } from './range.ts';

/** An item that was counted or hinted at and is not in the database yet. */
export interface Noted {
  readonly item: Item;
  /** Its JSON text has no more UTF-16 units than this. */
  readonly units: number;
  /** What the database holds. */
  readonly stored: Item | undefined;
  /** Epoch milliseconds of the last change. */
  readonly at: number;
  /** Only hinted at: no commit needs it, as nothing is built on it. */
  readonly hint: boolean;
}

/**
 * Counts and hints that were answered already. Counts go to the database with the next commit, however many, as one write; hints
 * with the next one that touches their item, or after a while.
 */
export class CasualWrites {
  readonly #counts = new KeyMap<Noted>();
  readonly #hints = new KeyMap<Noted>();
  /** Stored in the transaction that is open. */
  readonly #taken = new Set<Noted>();

  get isEmpty(): boolean {
    return this.#counts.isEmpty && this.#hints.isEmpty;
  }

  get hasCounts(): boolean {
    return !this.#counts.isEmpty;
  }

  get(key: Key): Noted | undefined {
    return this.#counts.get(key) ?? this.#hints.get(key);
  }

  note(noted: Noted): void {
    const { item, hint } = noted;
    if (!hint) this.#hints.delete(item);
    (hint ? this.#hints : this.#counts).set(item, noted);
  }

  /** Whether an item of the partition that waits lies in the range. */
  meets(pk: string, range: Range): boolean {
    for (const waiting of [this.#counts, this.#hints])
      for (const sk of waiting.keysOf(pk)) if (contains(range, sk)) return true;
    return false;
  }

  /** What the transaction that begins has to store. */
  take(hints: boolean): readonly Noted[] {
    const taken = [...this.#counts.values(), ...(hints ? this.#hints.values() : [])];
    for (const noted of taken) this.#taken.add(noted);
    return taken;
  }

  /** A hint that the open transaction has to store before it looks at the item. */
  takeHint(key: Key): Noted | undefined {
    const noted = this.#hints.get(key);
    if (noted === undefined || this.#taken.has(noted)) return undefined;
    this.#taken.add(noted);
    return noted;
  }

  /** The transaction was committed, or rolled back. */
  ended(committed: boolean): void {
    if (committed) for (const { item, hint } of this.#taken) (hint ? this.#hints : this.#counts).delete(item);
    this.#taken.clear();
  }
}
