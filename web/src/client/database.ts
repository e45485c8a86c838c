import type { Clock, Database, Environment, StoreName } from './environment.ts';
import { isCondemned, wipe } from './wiping.ts';

/** A database in memory: what is left where a browser keeps nothing (private windows, a full disk, a blocked upgrade). */
export function memoryDatabase(copy: <T>(value: T) => T = structuredClone): Database {
  const stores = new Map<StoreName, Map<string, unknown>>();
  const store = (name: StoreName): Map<string, unknown> => {
    const present = stores.get(name) ?? new Map<string, unknown>();
    stores.set(name, present);
    return present;
  };
  const put = (name: StoreName, key: string, value: unknown): void => {
    if (value === undefined) store(name).delete(key);
    else store(name).set(key, copy(value));
  };
  return {
    get: async (name, key) => copy(store(name).get(key)),
    all: async (name) => copy([...store(name).values()]),
    read: async (wanted) =>
      copy(wanted.map(([name, key]) => (key === undefined ? [...store(name).values()] : store(name).get(key)))),
    put: async (name, key, value) => put(name, key, value),
    write: async (name, entries) => entries.forEach(([key, value]) => put(name, key, value)),
    close: () => stores.clear(),
  };
}

/** A browser whose storage is stuck answers nothing at all; nobody waits longer than this for it. */
const PATIENCE_MS = 2_000;

function within<T>(clock: Clock, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(new Error('the database does not answer'));
    // In two halves: after a sleep the first is long over, and the answer that came meanwhile still counts.
    let cancel = clock.after(PATIENCE_MS / 2, () => {
      cancel = clock.after(PATIENCE_MS / 2, giveUp);
    });
    work.then(resolve, reject).finally(() => cancel());
  });
}

/**
 * The account's database; one in memory when the browser's cannot be had or stops answering, or holds what a log-in before this one should
 * have taken along.
 */
export async function openSafely(env: Environment, name: string): Promise<Database> {
  const memory = memoryDatabase();
  const open = (): Promise<Database> => env.openDatabase(name);
  const real = await within(env.clock, isCondemned(env, name) ? wipe(env, name).then(open) : open()).catch(() => null);
  if (!real) return memory;
  let broken = false;
  /** The first failure ends the use of the real one: half of the data here and half there would be worse. */
  const use = async <T>(work: (database: Database) => Promise<T>): Promise<T> => {
    if (!broken) {
      try {
        return await within(env.clock, work(real));
      } catch {
        broken = true;
      }
    }
    return work(memory);
  };
  return {
    get: (store, key) => use((database) => database.get(store, key)),
    all: (store) => use((database) => database.all(store)),
    read: (wanted) => use((database) => database.read(wanted)),
    put: (store, key, value) => use((database) => database.put(store, key, value)),
    write: (store, entries) => use((database) => database.write(store, entries)),
    close: () => real.close(),
  };
}

/** A database that is still being opened. */
export function deferred(opening: Promise<Database>): Database {
  return {
    get: async (store, name) => (await opening).get(store, name),
    all: async (store) => (await opening).all(store),
    read: async (wanted) => (await opening).read(wanted),
    put: async (store, name, value) => (await opening).put(store, name, value),
    write: async (store, entries) => (await opening).write(store, entries),
    close: () => void opening.then((database) => database.close()),
  };
}
