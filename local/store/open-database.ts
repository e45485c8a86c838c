import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DamagedStore, translated } from './errors.ts';
import { LogFile } from './log-file.ts';
import { LOG_PAGES, reserveLogSpace } from './log-space.ts';
import { APPLICATION_ID, createTables, LAYOUT_VERSION } from './schema.ts';
import type { TableShape } from './table-shape.ts';

const MEMORY = ':memory:';

/**
 * SQLite walks the whole hash table of its cache after most commits that split a page, so a large one costs every message;
 * what is not in it is in the system's own cache.
 */
const CACHE_KIB = 8 * 1024;

/** A full check of more than this would delay the start; damage is then found when it is read. */
const CHECKED_BYTES = 256 * 1024 * 1024;

export interface DatabaseOptions {
  /** Path of the database file, or `:memory:`. */
  readonly path: string;
  readonly table: TableShape;
  /** False skips the fsync before each acknowledgement: for tests and simulations. */
  readonly durable: boolean;
}

export interface OpenDatabase {
  readonly db: DatabaseSync;
  /** Brings commits to the disk; undefined when nobody asked for that. */
  readonly disk: LogFile | undefined;
}

/**
 * Opens or creates the database and takes it for this process alone.
 * @throws DamagedStore, StoreInUse, StoreUnavailable (no space). A damaged file is left as it is.
 */
export const openDatabase = ({ path, table, durable }: DatabaseOptions): OpenDatabase => {
  if (path !== MEMORY) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  let db: DatabaseSync | undefined;
  try {
    if (path !== MEMORY) inspect(path);
    db = new DatabaseSync(path, { timeout: 0 });
    // Exclusive locking also keeps the WAL's index in memory; the first write takes the lock until `close`.
    db.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = ${durable ? 'FULL' : 'OFF'};
      PRAGMA wal_autocheckpoint = ${LOG_PAGES};
      PRAGMA cache_size = -${CACHE_KIB};
      PRAGMA temp_store = MEMORY;
    `);
    createTables(db, table);
    if (!durable || path === MEMORY) return { db, disk: undefined };
    reserveLogSpace(`${path}-wal`);
    // From here on our own synchronisation follows each group of commits; SQLite goes on to order the log before the file.
    db.exec('PRAGMA synchronous = NORMAL');
    return { db, disk: new LogFile(`${path}-wal`) };
  } catch (error) {
    db?.close();
    throw translated(error, path);
  }
};

/** Looks at an existing file through a read-only connection, which never writes to it. */
const inspect = (path: string): void => {
  const unclean = bytesOf(`${path}-wal`) > 0;
  if (bytesOf(path) === 0) {
    if (unclean) throw new DamagedStore(path, 'is empty although its write-ahead log is not');
    return;
  }
  const db = new DatabaseSync(path, { readOnly: true, timeout: 0 });
  try {
    const read = (pragma: string): unknown => Object.values(db.prepare(`PRAGMA ${pragma}`).get() ?? {})[0];
    const [application, version] = [Number(read('application_id')), Number(read('user_version'))];
    if (application !== APPLICATION_ID && !isBlank(db)) throw new DamagedStore(path, 'is not a store of Parley');
    if (version > LAYOUT_VERSION) throw new DamagedStore(path, 'was written by a newer version of Parley');
    if (bytesOf(path) <= CHECKED_BYTES) {
      const verdict = read('integrity_check(1)');
      if (verdict !== 'ok') throw new DamagedStore(path, `is damaged (${String(verdict)})`);
    }
  } finally {
    db.close();
  }
};

/** A file that was created but never got its tables: the process ended in between. */
const isBlank = (db: DatabaseSync): boolean => db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;

const bytesOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0);
