import type { Store } from '../../lambdas/table/store.ts';
import type { Change, Wanted } from './change-log.ts';
import { translated } from './errors.ts';
import type { Faults } from './faults.ts';
import { openDatabase } from './open-database.ts';
import { SqliteStore } from './sqlite-store.ts';
import type { TableShape } from './table-shape.ts';

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
  /** From now on only changes that somebody wants are kept: without a call all are. */
  keepOnly(wanted: Wanted): void;
  /** Drops the changes up to a sequence (the newest one always stays). */
  trimChanges(upTo: number): Promise<void>;
  /** Sequence that a consumer has handled, 0 when it is new. */
  checkpoint(consumer: string): number;
  saveCheckpoint(consumer: string, sequence: number): Promise<void>;
  /** Deletes at most `limit` items whose time to live has passed; resolves to how many. */
  sweep(nowSeconds: number, limit: number): Promise<number>;
  /** Commits what only waits in memory: counts, and hints, which wait for up to a second. It may not be on the disk yet. */
  settle(): void;
  readonly faults: Faults;
  /** Commits what is queued and releases the file; a second call does nothing. */
  close(): void;
}

/** Opens the store. @throws DamagedStore, StoreInUse, StoreUnavailable */
export const openStore = (options: StoreOptions): LocalStore => {
  const opened = openDatabase({ durable: true, ...options });
  try {
    return new SqliteStore(opened, options);
  } catch (error) {
    opened.disk?.close();
    opened.db.close();
    throw translated(error, options.path);
  }
};
