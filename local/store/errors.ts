import { StoreUnavailable } from '../../lambdas/table/store.ts';

/** The data folder holds something that this version cannot read; nothing in it was changed. */
export class DamagedStore extends Error {
  override readonly name = 'DamagedStore';
  constructor(path: string, problem: string) {
    super(
      `${path} ${problem}. Nothing was changed. Restore the folder from a backup, move it away, ` +
        'or start with --reset to begin with an empty one.',
    );
  }
}

/** Another process has the data folder open. */
class StoreInUse extends Error {
  override readonly name = 'StoreInUse';
  constructor(path: string) {
    super(`${path} is in use by another running process. Stop that one, or choose another folder with --data.`);
  }
}

/** Primary result codes of SQLite. */
export const SQLITE = {
  busy: 5,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
} as const;

/** The primary result code of an error that SQLite raised, undefined for any other error. */
export const sqliteCode = (error: unknown): number | undefined =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;

/** What a caller of the store is told when SQLite could not do its work. Other errors pass as they are. */
export const translated = (error: unknown, path: string): unknown => {
  // Only stored items are parsed below.
  if (error instanceof SyntaxError) return new DamagedStore(path, 'holds an item that cannot be read');
  switch (sqliteCode(error)) {
    case SQLITE.full:
      return new StoreUnavailable(`no space left for ${path}: free some and try again`, 5000);
    case SQLITE.readOnly:
    case SQLITE.ioError:
    case SQLITE.cannotOpen:
      return new StoreUnavailable(`${path} could not be written or read: ${String(error)}`, 5000);
    case SQLITE.busy:
      return new StoreInUse(path);
    case SQLITE.corrupt:
    case SQLITE.notADatabase:
      return new DamagedStore(path, `is damaged (${String(error)})`);
    default:
      return error;
  }
};
