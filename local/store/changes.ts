import type { Changes, Item, Key, Value } from '../../lambdas/table/store.ts';
import { StoreMisuse } from '../../lambdas/table/store.ts';

/** The item after an update; an absent item starts from its key alone. @throws StoreMisuse when adding to a non-number. */
export const changed = (old: Item | undefined, key: Key, changes: Changes): Item => {
  const item: Record<string, Value> & Key = { ...(old ?? key), ...changes.set };
  const { setIfAbsent, add } = changes;
  if (setIfAbsent !== undefined)
    for (const [name, value] of Object.entries(setIfAbsent)) if (!Object.hasOwn(item, name)) item[name] = value;
  if (add === undefined && changes.remove === undefined) return item;
  for (const [name, amount] of Object.entries(add ?? {})) {
    const before = Object.hasOwn(item, name) ? item[name] : 0;
    if (typeof before !== 'number') throw new StoreMisuse(`add to ${name}, which is not a number`);
    item[name] = before + amount;
  }
  for (const name of changes.remove ?? []) delete item[name];
  return item;
};
