import type { Item, Value } from '../../lambdas/table/store.ts';

export const ITEM_BYTES = 400 * 1024;
export const TRANSACTION_BYTES = 4 * 1024 * 1024;
export const PAGE_BYTES = 1024 * 1024;

/** No item is larger than its JSON text's length (in UTF-16 units) times this: 3 bytes a unit, brackets count 1.5-fold. */
const BYTES_PER_UNIT = 4.5;

/** True when texts of this total length are under `bytes` for sure, so that nobody needs to count. */
export const surelyWithin = (units: number, bytes: number): boolean => units * BYTES_PER_UNIT <= bytes;

/** Size of an item as DynamoDB counts it: UTF-8 names and values. */
export const itemSize = (item: Item): number => mapSize(item) - Object.keys(item).length;

const valueSize = (value: Value): number => {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return numberSize(value);
  if (typeof value !== 'object' || value === null) return 1;
  if (Array.isArray(value)) return value.reduce((sum: number, each: Value) => sum + 1 + valueSize(each), 3);
  return 3 + mapSize(value);
};

const mapSize = (map: object): number =>
  Object.entries(map).reduce((sum, [name, value]) => sum + 1 + Buffer.byteLength(name) + valueSize(value), 0);

/** One byte per two significant digits, and one. */
const numberSize = (value: number): number => {
  const digits = String(Math.abs(value)).replace(/e.*$/, '').replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
  return Math.ceil(digits.length / 2) + 1 + (value < 0 ? 1 : 0);
};
