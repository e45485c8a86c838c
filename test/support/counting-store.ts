import type { Item, Store, Write } from '../../lambdas/table/store.ts';
import { aroundEach } from './interposed-store.ts';

/** What a stretch of work asked of the store. */
interface StoreUse {
  /** Sequential round trips: calls that go out together count once. */
  readonly roundTrips: number;
  /** Write units as DynamoDB bills them, for items as they were handed over. */
  readonly writeUnits: number;
}

export interface CountingStore extends Store {
  readonly use: StoreUse;
  /** Begins to count anew. */
  reset(): void;
}

const unitsOf = (item: Item): number => Math.ceil(JSON.stringify(item).length / 1024);
const sizeOf = (write: Write): number => ('put' in write ? unitsOf(write.put) : 1);

/** A store that counts sequential round trips and write units. */
export function countingStore(store: Store): CountingStore {
  let deepest = 0;
  let writeUnits = 0;
  const counted = async <T>(call: () => Promise<T>): Promise<T> => {
    const depth = deepest + 1;
    try {
      return await call();
    } finally {
      deepest = Math.max(deepest, depth);
    }
  };
  return {
    ...aroundEach(store, counted),
    write: (writes) => {
      const single = writes.length === 1;
      writeUnits += writes.reduce((sum, write) => sum + sizeOf(write) * (single ? 1 : 2), 0);
      return counted(() => store.write(writes));
    },
    update: (update) => {
      writeUnits++;
      return counted(() => store.update(update));
    },
    take: (...given) => {
      writeUnits++;
      return counted(() => store.take(...given));
    },
    get use() {
      return { roundTrips: deepest, writeUnits };
    },
    reset() {
      deepest = 0;
      writeUnits = 0;
    },
  };
}
