import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TABLE } from '../../lambdas/table/schema.ts';
import { type LocalStore, openStore, type StoreOptions } from '../../local/store/index.ts';

export interface SqliteStore {
  readonly store: LocalStore;
  readonly path: string;
  /** Closes the store and removes its folder. */
  close(): Promise<void>;
}

/** An embedded store in a folder of its own. */
export const openSqliteStore = async (options: Partial<StoreOptions> = {}): Promise<SqliteStore> => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-store-'));
  const path = join(folder, 'parley.db');
  const store = openStore({ path, table: TABLE, now: Date.now, durable: false, ...options });
  const close = async (): Promise<void> => {
    store.close();
    rmSync(folder, { recursive: true });
  };
  return { store, path, close };
};
