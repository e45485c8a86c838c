import { STORES, type Database, type StoreName, type Wanted } from './environment.ts';

/** Goes up when a store is added; what the values look like is checked when they are read. */
const VERSION = 1;

function answerTo<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('the database failed')));
  });
}

/** The database on IndexedDB. Gives way when another tab deletes or upgrades it. */
export async function openIndexedDb(name: string): Promise<Database> {
  const opening = indexedDB.open(name, VERSION);
  opening.addEventListener('upgradeneeded', () => {
    const { objectStoreNames } = opening.result;
    for (const store of STORES) if (!objectStoreNames.contains(store)) opening.result.createObjectStore(store);
  });
  const db = await answerTo(opening);
  db.addEventListener('versionchange', () => db.close());
  const read = (store: StoreName): IDBObjectStore => db.transaction(store).objectStore(store);
  return {
    get: async (store, key) => answerTo<unknown>(read(store).get(key)),
    all: async (store) => answerTo<unknown[]>(read(store).getAll()),
    read: async (wanted) => {
      const transaction = db.transaction([...new Set(wanted.map(([store]) => store))]);
      const ask = ([store, key]: Wanted): Promise<unknown> => {
        const from = transaction.objectStore(store);
        return key === undefined ? answerTo(from.getAll()) : answerTo<unknown>(from.get(key));
      };
      return Promise.all(wanted.map(ask));
    },
    put: (store, key, value) => write(db, store, [[key, value]]),
    write: (store, entries) => write(db, store, entries),
    close: () => db.close(),
  };
}

/** Resolves when all of it is on the device, rejects when nothing is. */
function write(db: IDBDatabase, store: StoreName, entries: Parameters<Database['write']>[1]): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(store, 'readwrite');
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('the database gave up')));
    try {
      const target = transaction.objectStore(store);
      for (const [key, value] of entries) {
        if (value === undefined) target.delete(key);
        else target.put(value, key);
      }
      // Without it a page that goes away right now would take the writing with it.
      transaction.commit();
    } catch (error) {
      // What was put before the value that cannot be kept would be committed by itself.
      reject(error instanceof Error ? error : new Error('the database refused a value'));
      transaction.abort();
    }
  });
}

export async function deleteIndexedDb(name: string): Promise<void> {
  await answerTo(indexedDB.deleteDatabase(name));
}
