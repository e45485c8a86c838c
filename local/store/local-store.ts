import type { DatabaseSync } from 'node:sqlite';
import type { Condition, Item, Key, Page, Query, Store, Write } from '../../lambdas/table/store.ts';
import { StoreMisuse, StoreUnavailable } from '../../lambdas/table/store.ts';
import { type Change, ChangeLog } from './change-log.ts';
import { Checkpoints } from './checkpoints.ts';
import { translated } from './errors.ts';
import type { Faults, StoreCall } from './faults.ts';
import { openDatabase } from './open-database.ts';
import { isCasual } from './durability.ts';
import { erase, type Outcome, parsed, prepared, preparedAll, type Tables, transact } from './operations.ts';
import { RangeCache } from './range-cache.ts';
import { Rows } from './rows.ts';
import { checkKey, checkKeys } from './rules.ts';
import { StaleReads } from './stale-reads.ts';
import type { TableShape } from './table-shape.ts';
import { Writer } from './writer.ts';

export interface StoreOptions {
  /** Path of the database file, or `:memory:`. Its folder is created. */
  readonly path: string;
  /** Indexes and time-to-live attribute, from the template. */
  readonly table: TableShape;
  /** Epoch milliseconds; stamps the changes. */
  readonly now: () => number;
  /** False skips the fsync before each acknowledgement: for tests and simulations. Default true. */
  readonly durable?: boolean;
}

/** The embedded Store, with what the local streams and the time-to-live sweep need. */
export interface LocalStore extends Store {
  /** Sequence of the newest change, 0 when there was none. */
  readonly lastSequence: number;
  /** Changes after a sequence, oldest first. */
  changes(after: number, limit: number): readonly Change[];
  /** Drops the changes up to a sequence (the newest one always stays). */
  trimChanges(upTo: number): Promise<void>;
  /** Sequence that a consumer has handled, 0 when it is new. */
  checkpoint(consumer: string): number;
  saveCheckpoint(consumer: string, sequence: number): Promise<void>;
  /** Deletes at most `limit` items whose time to live has passed; resolves to how many. */
  sweep(nowSeconds: number, limit: number): Promise<number>;
  readonly faults: Faults;
  /** Commits what is queued and releases the file; a second call does nothing. */
  close(): void;
}

/** Opens the store. @throws DamagedStore, StoreInUse, StoreUnavailable */
export const openStore = (options: StoreOptions): LocalStore => {
  const db = openDatabase({ durable: true, ...options });
  try {
    return new SqliteStore(db, options);
  } catch (error) {
    db.close();
    throw translated(error, options.path);
  }
};

class SqliteStore implements LocalStore {
  readonly #db: DatabaseSync;
  readonly #path: string;
  readonly #tables: Tables;
  readonly #writer: Writer;
  readonly #reads: StaleReads;
  readonly #checkpoints: Checkpoints;
  readonly faults: Faults;

  constructor(db: DatabaseSync, { path, table, now, durable = true }: StoreOptions) {
    const log = new ChangeLog(db);
    const cache = new RangeCache();
    this.#db = db;
    this.#path = path;
    this.#tables = { rows: new Rows(db, table, cache), log, table, now };
    this.#writer = new Writer(db, log, { path, durable });
    this.#reads = new StaleReads(db, table, this.#writer, cache);
    this.#checkpoints = new Checkpoints(db);
    this.faults = {
      staleReads: (mode) => this.#reads.switchTo(mode),
      disturb: undefined,
      fullDisk: (on) => limitPages(db, on),
    };
  }

  async get(key: Key, options: { readonly consistent?: boolean } = {}): Promise<Item | undefined> {
    checkKey(key);
    return this.#read('get', () => this.#reads.reader(options.consistent).get(key));
  }

  async getMany(
    keys: readonly Key[],
    options: { readonly consistent?: boolean } = {},
  ): Promise<readonly (Item | undefined)[]> {
    checkKeys(keys);
    const reader = this.#reads.reader(options.consistent);
    return this.#read('getMany', () => keys.map((key) => reader.get(key)));
  }

  async query(query: Query): Promise<Page> {
    return this.#read('query', () => this.#reads.reader(query.consistent).query(query));
  }

  async write(writes: readonly Write[]): Promise<void> {
    const steps = preparedAll(this.#tables, writes);
    await this.#commit('write', () => transact(steps), { durable: !writes.every(isCasual) });
  }

  async update(update: Extract<Write, { update: Key }>): Promise<Item> {
    const { item } = await this.#single('update', update);
    if (item === undefined) throw new StoreMisuse('an update must name a key and changes');
    return item;
  }

  async take(key: Key, condition?: Condition): Promise<Item | undefined> {
    const { old } = await this.#single(
      'take',
      condition === undefined ? { delete: key } : { delete: key, if: condition },
    );
    return old;
  }

  get lastSequence(): number {
    return this.#tables.log.last;
  }

  changes(after: number, limit: number): readonly Change[] {
    return this.#tables.log.after(after, limit);
  }

  trimChanges(upTo: number): Promise<void> {
    return this.#writer.enqueue(() => this.#tables.log.trim(upTo));
  }

  checkpoint(consumer: string): number {
    return this.#checkpoints.read(consumer);
  }

  saveCheckpoint(consumer: string, sequence: number): Promise<void> {
    return this.#writer.enqueue(() => this.#checkpoints.save(consumer, sequence));
  }

  sweep(nowSeconds: number, limit: number): Promise<number> {
    return this.#writer.enqueue(() => {
      const expired = this.#tables.rows.expired(nowSeconds, limit).map((key) => parsed(this.#tables.rows.read(key)));
      for (const item of expired) if (item) erase(this.#tables, item, 'EXPIRE');
      return expired.length;
    });
  }

  close(): void {
    this.#writer.close();
    if (this.#db.isOpen) this.#db.close();
  }

  async #single(call: 'update' | 'take', write: Write): Promise<Outcome> {
    const step = prepared(this.#tables, write);
    const [outcome] = await this.#commit(call, () => transact([step]), { durable: !isCasual(write) });
    if (outcome === undefined) throw new StoreMisuse('nothing to write');
    return outcome;
  }

  async #commit<T>(call: StoreCall, work: () => T, options?: { readonly durable: boolean }): Promise<T> {
    const fault = this.faults.disturb?.(call);
    if (fault === 'conflict' || fault === 'throttled') throw new StoreUnavailable(fault);
    const result = await this.#writer.enqueue(work, options);
    if (fault === 'lost-reply') throw new StoreUnavailable(fault);
    return result;
  }

  #read<T>(call: StoreCall, work: () => T): T {
    const fault = this.faults.disturb?.(call);
    if (fault !== undefined) throw new StoreUnavailable(fault);
    try {
      return work();
    } catch (error) {
      throw translated(error, this.#path);
    }
  }
}

const limitPages = (db: DatabaseSync, on: boolean): void => {
  const pages = Number(db.prepare('PRAGMA page_count').get()?.['page_count']);
  db.exec(`PRAGMA max_page_count = ${on ? pages : 4294967294}`);
};
