import type { DatabaseSync } from 'node:sqlite';
import type { Condition, Item, Key, Page, Query, Write } from '../../lambdas/table/store.ts';
import { StoreMisuse, StoreUnavailable } from '../../lambdas/table/store.ts';
import { Caches } from './caches.ts';
import { type Change, ChangeLog, type Wanted } from './change-log.ts';
import { Checkpoints } from './checkpoints.ts';
import { translated } from './errors.ts';
import type { Faults, StoreCall } from './faults.ts';
import type { KeySet } from './key-set.ts';
import type { LogFile } from './log-file.ts';
import type { LocalStore, StoreOptions } from './local-store.ts';
import type { OpenDatabase } from './open-database.ts';
import { type CasualWrite, isCasual } from './durability.ts';
import {
  docAt,
  erase,
  noted,
  type Outcome,
  parsed,
  prepared,
  preparedAll,
  saveNoted,
  type Tables,
  transact,
} from './operations.ts';
import { rangeOf } from './range.ts';
import { Rows } from './rows.ts';
import { Safety } from './safety.ts';
import { checkKey, checkKeys, keyOf } from './rules.ts';
import { StaleReads } from './stale-reads.ts';
import type { JobOptions } from './job.ts';
import { Writer, type WriterOptions } from './writer.ts';

/** The embedded store on one SQLite file. */
export class SqliteStore implements LocalStore {
  readonly #db: DatabaseSync;
  readonly #disk: LogFile | undefined;
  readonly #caches = new Caches();
  readonly #path: string;
  readonly #tables: Tables;
  readonly #safety: Safety;
  readonly #writer: Writer;
  readonly #reads: StaleReads;
  readonly #checkpoints: Checkpoints;
  readonly faults: Faults;

  constructor({ db, disk }: OpenDatabase, { path, table, now }: StoreOptions) {
    const log = new ChangeLog(db);
    this.#db = db;
    this.#disk = disk;
    this.#path = path;
    this.#tables = { rows: new Rows(db, table, this.#caches), caches: this.#caches, log, table, now };
    this.#safety = new Safety(path, disk);
    this.#writer = new Writer(db, { path, log, safety: this.#safety, casual: this.#casual() });
    this.#reads = new StaleReads(db, table, this.#writer, this.#caches);
    this.#checkpoints = new Checkpoints(db);
    this.faults = {
      staleReads: (mode) => {
        this.#writer.commitCasual();
        this.#reads.switchTo(mode);
      },
      disturb: undefined,
      fullDisk: (on) => limitPages(db, on),
    };
  }

  async get(key: Key, options: { readonly consistent?: boolean } = {}): Promise<Item | undefined> {
    checkKey(key);
    const item = this.#read('get', () => this.#reads.reader(options.consistent).get(key));
    return this.#safe(item, (unsafe) => unsafe.has(key));
  }

  async getMany(
    keys: readonly Key[],
    options: { readonly consistent?: boolean } = {},
  ): Promise<readonly (Item | undefined)[]> {
    checkKeys(keys);
    const reader = this.#reads.reader(options.consistent);
    const items = this.#read('getMany', () => keys.map((key) => reader.get(key)));
    return this.#safe(items, (unsafe) => keys.some((key) => unsafe.has(key)));
  }

  async query(query: Query): Promise<Page> {
    const reader = this.#reads.reader(query.consistent);
    const page = this.#read('query', () => reader.query(query, () => this.#storeCasual(query)));
    return this.#safe(page, (unsafe) => query.index !== undefined || unsafe.meets(query.pk, rangeOf(query.sk)));
  }

  async write(writes: readonly Write[]): Promise<void> {
    const [write] = writes;
    if (writes.length === 1 && write !== undefined && isCasual(write)) {
      await this.#count('write', write);
      return;
    }
    const steps = preparedAll(this.#tables, writes);
    const options = { durable: !writes.every(isCasual), keys: writes.map(keyOf) };
    await this.#commit('write', () => transact(steps), options);
  }

  async update(update: Extract<Write, { update: Key }>): Promise<Item> {
    return isCasual(update) ? this.#count('update', update) : this.#updated('update', update);
  }

  async take(key: Key, condition?: Condition): Promise<Item | undefined> {
    const { old } = await this.#single(
      'take',
      condition === undefined ? { delete: key } : { delete: key, if: condition },
    );
    return old;
  }

  get lastSequence(): number {
    return this.#safety.safeSequence(this.#tables.log.last);
  }

  changes(after: number, limit: number): readonly Change[] {
    const safe = this.lastSequence;
    return this.#tables.log.after(after, limit).filter(({ sequence }) => sequence <= safe);
  }

  keepOnly(wanted: Wanted): void {
    this.#tables.log.keepOnly(wanted);
  }

  trimChanges(upTo: number): Promise<void> {
    return this.#writer.enqueue(() => this.#tables.log.trim(upTo), { durable: false });
  }

  checkpoint(consumer: string): number {
    return this.#checkpoints.read(consumer);
  }

  saveCheckpoint(consumer: string, sequence: number): Promise<void> {
    return this.#writer.enqueue(() => this.#checkpoints.save(consumer, sequence), { durable: false });
  }

  sweep(nowSeconds: number, limit: number): Promise<number> {
    return this.#writer.enqueue(() => {
      const expired = this.#tables.rows.expired(nowSeconds, limit).map((key) => parsed(docAt(this.#tables, key)));
      for (const item of expired) if (item) erase(this.#tables, item, 'EXPIRE');
      return expired.length;
    });
  }

  settle(): void {
    this.#writer.commitCasual();
  }

  close(): void {
    if (!this.#db.isOpen) return;
    this.#writer.close();
    this.#disk?.close();
    this.#db.close();
  }

  async #single(call: 'update' | 'write' | 'take', write: Write): Promise<Outcome> {
    const step = prepared(this.#tables, write);
    const [outcome] = await this.#commit(call, () => transact([step]), {
      durable: !isCasual(write),
      keys: [keyOf(write)],
    });
    if (outcome === undefined) throw new StoreMisuse('nothing to write');
    return outcome;
  }

  async #updated(call: 'update' | 'write', write: Write): Promise<Item> {
    const { item } = await this.#single(call, write);
    if (item === undefined) throw new StoreMisuse('an update must name a key and changes');
    return item;
  }

  /** A casual update: answered from memory, unless something that was handed over earlier has to be judged first. */
  async #count(call: 'update' | 'write', write: CasualWrite): Promise<Item> {
    if (this.#reads.isOn || this.#writer.isQueued(write.update)) return this.#updated(call, write);
    return this.#disturbed(call, () => {
      const { refusal } = this.#writer;
      if (refusal !== undefined) throw refusal;
      const { item, hint } = noted(this.#tables, write, (key) => this.#reads.current.stored(key));
      this.#writer.remind(hint);
      return item;
    });
  }

  async #commit<T>(call: StoreCall, work: () => T, options: JobOptions): Promise<T> {
    return this.#disturbed(call, () => this.#writer.enqueue(work, options));
  }

  async #disturbed<T>(call: StoreCall, work: () => T | Promise<T>): Promise<T> {
    const fault = this.faults.disturb?.(call);
    if (fault === 'conflict' || fault === 'throttled') throw new StoreUnavailable(fault);
    const result = await work();
    if (fault === 'lost-reply') throw new StoreUnavailable(fault);
    return result;
  }

  /** What a read returned, as soon as it cannot be undone by a power cut. */
  #safe<T>(value: T, touches: (unsafe: KeySet) => boolean): T | Promise<T> {
    const { unsafe } = this.#safety;
    return unsafe !== undefined && touches(unsafe) ? this.#safety.whenSafe(value) : value;
  }

  /** The database is about to be read: what waits in memory has to be there. */
  #storeCasual({ index, pk, sk }: Query): void {
    const { casual } = this.#caches;
    if (casual.isEmpty) return;
    if (index !== undefined || casual.meets(pk, rangeOf(sk))) this.#writer.commitCasual();
  }

  #casual(): WriterOptions['casual'] {
    const { casual, pages } = this.#caches;
    return {
      waits: (hints) => (hints ? !casual.isEmpty : casual.hasCounts),
      store: (hints) => saveNoted(this.#tables, casual.take(hints)),
      ended: (committed) => {
        casual.ended(committed);
        if (!committed) pages.clear();
      },
    };
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
