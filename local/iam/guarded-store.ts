/** The Store port as one function's role allows it. */
import type { Store, Write } from '../../lambdas/table/store.ts';

import type { Guard } from './guard.ts';

const ACTIONS = { put: 'PutItem', update: 'UpdateItem', delete: 'DeleteItem', check: 'ConditionCheckItem' } as const;
type Kind = keyof typeof ACTIONS;
const KINDS: readonly Kind[] = ['put', 'update', 'delete', 'check'];

export function guardStore(store: Store, guard: Guard, tableArn: string, indexes: readonly string[]): Store {
  const denied = (action: string, resource = tableArn): Error | undefined =>
    guard.refusal([`dynamodb:${action}`], resource);
  const get = denied('GetItem');
  const getMany = denied('BatchGetItem');
  const query = denied('Query');
  const update = denied('UpdateItem');
  const take = denied('DeleteItem');
  const ofIndex = new Map(indexes.map((name) => [name, denied('Query', `${tableArn}/index/${name}`)]));
  const writes = new Map<Kind, Error>();
  for (const kind of KINDS) {
    const refusal = denied(ACTIONS[kind]);
    if (refusal !== undefined) writes.set(kind, refusal);
  }
  const refusalOf = (items: readonly Write[]): Error | undefined =>
    items.map((item) => writes.get(kindOf(item))).find((refusal) => refusal !== undefined);
  return {
    get: async (key, options) => {
      guard.assertRunning('store.get');
      if (get !== undefined) throw get;
      return store.get(key, options);
    },
    getMany: async (keys, options) => {
      guard.assertRunning('store.getMany');
      if (getMany !== undefined) throw getMany;
      return store.getMany(keys, options);
    },
    query: async (asked) => {
      guard.assertRunning('store.query');
      const refusal = asked.index === undefined ? query : ofIndex.get(asked.index);
      if (refusal !== undefined) throw refusal;
      return store.query(asked);
    },
    write: async (items) => {
      guard.assertRunning('store.write');
      const refusal = writes.size > 0 ? refusalOf(items) : undefined;
      if (refusal !== undefined) throw refusal;
      return store.write(items);
    },
    update: async (item) => {
      guard.assertRunning('store.update');
      if (update !== undefined) throw update;
      return store.update(item);
    },
    take: async (key, condition) => {
      guard.assertRunning('store.take');
      if (take !== undefined) throw take;
      return store.take(key, condition);
    },
  };
}

const kindOf = (write: Write): Kind => KINDS.find((kind) => kind in write) ?? 'put';
