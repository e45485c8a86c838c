import type { Database } from './environment.ts';
import { openIndexedDb } from './indexed-db.ts';
import { ACCOUNT, databaseOf, firstWanted } from './kept.ts';
import { memo } from './memo.ts';
import { isCondemned } from './wiping.ts';

interface Opened {
  readonly name: string;
  readonly database: Promise<Database>;
}

let opened: Opened | null = null;

/** Asks for what is kept of who was last logged in, before there is an app to show it. @returns whether there was somebody */
export function openEarly(first: string | null): boolean {
  const userId = memo.read(ACCOUNT);
  if (userId === null) return false;
  const name = databaseOf(userId);
  // What is to go is not shown once more.
  if (isCondemned({ memo }, name)) return false;
  const database = openIndexedDb(name).then((real) => withFirst(real, first));
  // Whoever takes it hears of it.
  database.catch(() => undefined);
  opened = { name, database };
  return true;
}

/** The database that was opened early, once, to whom it belongs. */
export function openedEarly(name: string): Promise<Database> | null {
  const mine = opened?.name === name ? opened.database : null;
  if (mine) opened = null;
  return mine;
}

/** Nobody took it at the start: who was last logged in has gone meanwhile, by another tab, and what was read of them says nothing any more. */
export function closeEarly(): void {
  void opened?.database.then((database) => database.close()).catch(() => undefined);
  opened = null;
}

/** A database whose first reading is on its way. */
function withFirst(database: Database, first: string | null): Database {
  const wanted = firstWanted(first);
  let reading: Promise<readonly unknown[]> | null = database.read(wanted);
  reading.catch(() => undefined);
  return {
    ...database,
    read(asked) {
      const early = String(asked) === String(wanted) ? reading : null;
      reading = null;
      return early ?? database.read(asked);
    },
  };
}
