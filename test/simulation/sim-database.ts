import type { Database, StoreName } from '../../web/src/client/environment.ts';
import { copyOf } from './copy.ts';

/** A browser's database: what was put stays, and nobody shares a value with it. */
export function simDatabase(): Database {
  const stores = new Map<StoreName, Map<string, unknown>>();
  const store = (name: StoreName): Map<string, unknown> => {
    const present = stores.get(name) ?? new Map<string, unknown>();
    stores.set(name, present);
    return present;
  };
  const put = (name: StoreName, key: string, value: unknown): void => {
    if (value === undefined) store(name).delete(key);
    else store(name).set(key, copyOf(value));
  };
  return {
    get: async (name, key) => copyOf(store(name).get(key)),
    all: async (name) => [...store(name).values()].map((value) => copyOf(value)),
    put: async (name, key, value) => put(name, key, value),
    write: async (name, entries) => entries.forEach(([key, value]) => put(name, key, value)),
    close: () => {},
  };
}
