import type { Changes, Key } from '../../lambdas/table/store.ts';

const docs = new WeakMap<Key, string>();

/** JSON text of an item that nobody changes any more, made once: counters are counted far more often than stored. */
export const docOf = (item: Key): string => {
  const known = docs.get(item);
  if (known !== undefined) return known;
  const doc = JSON.stringify(item);
  docs.set(item, doc);
  return doc;
};

/** The longest JSON text of a number. */
const LONGEST_NUMBER = 25;

/** UTF-16 units that changes add to an item's JSON text at most. */
export const mostAdded = (changes: Changes): number =>
  JSON.stringify(changes).length + LONGEST_NUMBER * Object.keys(changes.add ?? {}).length;
