import { deleteDB, openDB } from 'idb';
import { STORES, type Database } from './environment.ts';

/** Goes up when a store is added; what the values look like is checked when they are read. */
const VERSION = 1;

/** The database on IndexedDB. Gives way when another tab deletes or upgrades it. */
export async function openIndexedDb(name: string): Promise<Database> {
  const db = await openDB(name, VERSION, {
    upgrade(database) {
      for (const store of STORES) if (!database.objectStoreNames.contains(store)) database.createObjectStore(store);
    },
    blocking: (_current, _wanted, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });
  const write: Database['write'] = async (store, entries) => {
    const transaction = db.transaction(store, 'readwrite');
    const work = entries.map(([key, value]) =>
      value === undefined ? transaction.store.delete(key) : transaction.store.put(value, key),
    );
    // Without it a page that goes away right now would take the writing with it.
    transaction.commit();
    await Promise.all([...work, transaction.done]);
  };
  return {
    get: (store, key) => db.get(store, key),
    all: (store) => db.getAll(store),
    put: (store, key, value) => write(store, [[key, value]]),
    write,
    close: () => db.close(),
  };
}

export const deleteIndexedDb = (name: string): Promise<void> => deleteDB(name);
