import type { Store, Write } from '../../lambdas/table/store.ts';

/** A store that lets something happen right before its first write that `which` picks. */
export function beforeWrite(
  store: Store,
  happens: () => Promise<void>,
  which: (writes: readonly Write[]) => boolean = () => true,
): Store {
  let pending = true;
  return {
    get: (...given) => store.get(...given),
    getMany: (...given) => store.getMany(...given),
    query: (...given) => store.query(...given),
    update: (...given) => store.update(...given),
    take: (...given) => store.take(...given),
    write: async (writes) => {
      if (pending && which(writes)) {
        pending = false;
        await happens();
      }
      return store.write(writes);
    },
  };
}
