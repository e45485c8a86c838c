import type { DatabaseSync } from 'node:sqlite';
import type { Caches } from './caches.ts';
import { Reader } from './reader.ts';
import { snapshotOf } from './snapshot.ts';
import type { TableShape } from './table-shape.ts';
import type { Writer } from './writer.ts';

/** Chooses what a read sees: the committed state, or, when a test asked for it, an older one. */
export class StaleReads {
  readonly #db: DatabaseSync;
  readonly #table: TableShape;
  readonly #writer: Writer;
  readonly current: Reader;
  #old: DatabaseSync | undefined;
  #stale: Reader | undefined;

  constructor(db: DatabaseSync, table: TableShape, writer: Writer, caches: Caches) {
    this.#db = db;
    this.#table = table;
    this.#writer = writer;
    this.current = new Reader(db, table, caches);
  }

  reader(consistent: boolean | undefined): Reader {
    return consistent === true ? this.current : (this.#stale ?? this.current);
  }

  /** A test has older states served: every commit has to be in the database. */
  get isOn(): boolean {
    return this.#old !== undefined;
  }

  switchTo(mode: 'off' | 'frozen' | 'behind'): void {
    this.#old?.close();
    this.#old = undefined;
    this.#stale = undefined;
    this.#writer.beforeCommit = mode === 'behind' ? () => this.#copy() : undefined;
    if (mode !== 'off') this.#copy();
  }

  #copy(): void {
    this.#old?.close();
    this.#old = snapshotOf(this.#db);
    this.#stale = new Reader(this.#old, this.#table);
  }
}
