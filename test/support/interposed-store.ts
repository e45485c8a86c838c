import type { Store, Write } from '../../lambdas/table/store.ts';

/** A store each of whose calls goes through `around`, which makes it when it likes. */
export const aroundEach = (store: Store, around: <R>(call: () => Promise<R>) => Promise<R>): Store => ({
  get: (...given) => around(() => store.get(...given)),
  getMany: (...given) => around(() => store.getMany(...given)),
  query: (...given) => around(() => store.query(...given)),
  write: (...given) => around(() => store.write(...given)),
  update: (...given) => around(() => store.update(...given)),
  take: (...given) => around(() => store.take(...given)),
});

/** A store some of whose methods are others. */
export const storeWith = (store: Store, others: Partial<Store>): Store => ({
  ...aroundEach(store, (call) => call()),
  ...others,
});

/** A store that lets something happen right before its first write that `which` picks. */
export function beforeWrite(
  store: Store,
  happens: () => Promise<void>,
  which: (writes: readonly Write[]) => boolean = () => true,
): Store {
  let pending = true;
  return storeWith(store, {
    write: async (writes) => {
      if (pending && which(writes)) {
        pending = false;
        await happens();
      }
      return store.write(writes);
    },
  });
}

/** A store that lets something happen right before the next number of a conversation is taken. */
export function beforeNumber(store: Store, happens: () => Promise<unknown>): Store {
  let pending = true;
  return storeWith(store, {
    update: async (update) => {
      if (pending && update.update.sk === 'META') {
        pending = false;
        await happens();
      }
      return store.update(update);
    },
  });
}
