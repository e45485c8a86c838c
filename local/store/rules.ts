import type { Changes, Condition, Item, Key, Query, Value, Write } from '../../lambdas/table/store.ts';
import { StoreMisuse } from '../../lambdas/table/store.ts';
import { ITEM_BYTES, itemSize, surelyWithin } from './size.ts';
import type { TableShape } from './table-shape.ts';

const LIMITS = { pk: 2048, sk: 1024, writes: 100, keys: 100, depth: 31 } as const;

const demand = (met: boolean, rule: string): void => {
  if (!met) throw new StoreMisuse(rule);
};

export const checkKeyPart = (value: Value | undefined, part: 'pk' | 'sk', name: string = part): void => {
  if (typeof value !== 'string' || value === '') throw new StoreMisuse(`${name} must be a non-empty string`);
  if (value.length * 3 > LIMITS[part]) {
    demand(Buffer.byteLength(value) <= LIMITS[part], `${name} is over ${LIMITS[part]} bytes`);
  }
  demand(value.isWellFormed(), `${name} is not valid Unicode`);
};

export const checkKey = (key: Key): void => {
  checkKeyPart(key.pk, 'pk');
  checkKeyPart(key.sk, 'sk');
};

/** JavaScript's own name for a prototype would not come through the SDK. */
const checkName = (name: string): void =>
  demand(name !== '' && name !== '__proto__', `an attribute cannot be named "${name}"`);

/** Numbers must survive DynamoDB's decimals and come back as the same double. */
export const checkValue = (value: Value, name: string, depth = 0): void => {
  demand(depth <= LIMITS.depth, `${name} nests deeper than ${LIMITS.depth} levels`);
  if (typeof value === 'number') {
    demand(Number.isFinite(value), `${name} is not a finite number`);
    demand(Math.abs(value) <= Number.MAX_SAFE_INTEGER, `${name} is beyond the safe integers`);
    demand(value === 0 || Math.abs(value) >= 1e-130, `${name} is too small a number`);
  } else if (typeof value === 'string') {
    demand(value.isWellFormed(), `${name} is not valid Unicode`);
  } else if (isList(value)) {
    for (const each of value) if (each !== undefined) checkValue(each, name, depth + 1);
  } else if (value !== null && typeof value === 'object') {
    checkMap(value, `${name}.`, depth + 1);
  }
};

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** By name, without a list of entries: every write of every message comes through here. */
const checkMap = (map: { readonly [name: string]: Value | undefined }, prefix: string, depth: number): void => {
  for (const name of Object.keys(map)) {
    checkName(name);
    const value = map[name];
    if (value !== undefined) checkValue(value, prefix + name, depth);
  }
};

/** Checks what a condition or filter names and compares with, whether or not it comes to that. */
export const checkCondition = (condition: Condition): void => {
  if ('all' in condition) condition.all.forEach(checkCondition);
  else if ('any' in condition) condition.any.forEach(checkCondition);
  else if ('not' in condition) checkCondition(condition.not);
  else {
    for (const operand of Object.values(condition)) {
      const [name, value] = typeof operand === 'string' ? [operand] : operand;
      checkName(name);
      if (value !== undefined) checkValue(value, name);
    }
  }
};

/** Checks the attributes of an item to be put. */
export const checkAttributes = (item: Item): void => checkMap(item, '', 0);

/** Checks a whole item that is about to be stored, as JSON text of at most `units`: its index keys and its size. */
export const checkItem = (item: Item, units: number, table: TableShape): void => {
  for (const { partitionKey, sortKey } of Object.values(table.indexes)) {
    if (Object.hasOwn(item, partitionKey)) checkKeyPart(item[partitionKey], 'pk', partitionKey);
    if (Object.hasOwn(item, sortKey)) checkKeyPart(item[sortKey], 'sk', sortKey);
  }
  demand(surelyWithin(units, ITEM_BYTES) || itemSize(item) <= ITEM_BYTES, 'the item is over 400 KB');
};

export const checkChanges = (changes: Changes): void => {
  const { set, setIfAbsent, add, remove = [] } = changes;
  const names = [...remove];
  for (const part of [set, setIfAbsent, add]) {
    if (part === undefined) continue;
    checkMap(part, '', 0);
    names.push(...Object.keys(part));
  }
  remove.forEach(checkName);
  if (add !== undefined)
    for (const amount of Object.values(add)) demand(Number.isSafeInteger(amount), 'only whole numbers add up');
  demand(names.length > 0, 'an update must change something');
  demand(names.length === 1 || new Set(names).size === names.length, 'an update changes one attribute twice');
  demand(!names.includes('pk') && !names.includes('sk'), 'an update cannot change the key');
};

export const keyOf = (write: Write): Key => {
  if ('put' in write) return write.put;
  if ('update' in write) return write.update;
  return 'delete' in write ? write.delete : write.check;
};

export const checkWrites = (writes: readonly Write[]): void => {
  demand(writes.length > 0, 'nothing to write');
  demand(writes.length <= LIMITS.writes, `more than ${LIMITS.writes} writes in a transaction`);
  if (writes.length === 1) return;
  const seen = new Set(writes.map((write) => `${keyOf(write).pk}\0${keyOf(write).sk}`));
  demand(seen.size === writes.length, 'a transaction touches one item twice');
};

export const checkKeys = (keys: readonly Key[]): void => {
  for (const key of keys) checkKey(key);
  demand(keys.length <= LIMITS.keys, `more than ${LIMITS.keys} keys`);
  demand(new Set(keys.map((key) => `${key.pk}\0${key.sk}`)).size === keys.length, 'one key twice');
};

export const checkQuery = (query: Query, table: TableShape): void => {
  checkKeyPart(query.pk, 'pk');
  const index = query.index === undefined ? undefined : table.indexes[query.index];
  demand(query.index === undefined || index !== undefined, `no index ${query.index}`);
  demand(!(query.consistent && query.index), 'an index cannot be read consistently');
  if (query.filter !== undefined) checkCondition(query.filter);
  const keyNames = index === undefined ? ['pk', 'sk'] : [index.partitionKey, index.sortKey];
  const filtered = query.filter === undefined ? [] : namesIn(query.filter);
  demand(!filtered.some((name) => keyNames.includes(name)), 'a filter cannot name the key: use the sort-key condition');
  demand(query.limit === undefined || (Number.isSafeInteger(query.limit) && query.limit > 0), 'limit must be positive');
};

const namesIn = (condition: Condition): readonly string[] => {
  if ('all' in condition) return condition.all.flatMap(namesIn);
  if ('any' in condition) return condition.any.flatMap(namesIn);
  if ('not' in condition) return namesIn(condition.not);
  return Object.values(condition).map((operand) => (typeof operand === 'string' ? operand : operand[0]));
};
