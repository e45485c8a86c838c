import type { Condition, Item, Value } from '../../lambdas/table/store.ts';
import { compareUtf8 } from './utf8-order.ts';

/** Whether `condition` holds for the stored item; an absent item has no attributes, as in DynamoDB. */
export const holds = (condition: Condition, item: Item | undefined): boolean => {
  if ('exists' in condition) return item !== undefined && Object.hasOwn(item, condition.exists);
  if ('absent' in condition) return item === undefined || !Object.hasOwn(item, condition.absent);
  if ('all' in condition) return condition.all.every((each) => holds(each, item));
  if ('any' in condition) return condition.any.some((each) => holds(each, item));
  if ('not' in condition) return !holds(condition.not, item);
  if ('eq' in condition) return equal(attribute(item, condition.eq[0]), condition.eq[1]);
  if ('ne' in condition) return !equal(attribute(item, condition.ne[0]), condition.ne[1]);
  if ('beginsWith' in condition) return begins(attribute(item, condition.beginsWith[0]), condition.beginsWith[1]);
  if ('lt' in condition) return ordered(item, condition.lt, (order) => order < 0);
  if ('le' in condition) return ordered(item, condition.le, (order) => order <= 0);
  if ('gt' in condition) return ordered(item, condition.gt, (order) => order > 0);
  return ordered(item, condition.ge, (order) => order >= 0);
};

const attribute = (item: Item | undefined, name: string): Value | undefined =>
  item !== undefined && Object.hasOwn(item, name) ? item[name] : undefined;

const begins = (value: Value | undefined, prefix: string): boolean =>
  typeof value === 'string' && value.startsWith(prefix);

/** A comparison with an absent attribute or another type is false. */
const ordered = (
  item: Item | undefined,
  [name, bound]: readonly [string, string | number],
  accepts: (order: number) => boolean,
): boolean => {
  const value = attribute(item, name);
  if (typeof value === 'number' && typeof bound === 'number') return accepts(value - bound);
  return typeof value === 'string' && typeof bound === 'string' && accepts(compareUtf8(value, bound));
};

/** Deep equality; the order of a map's names does not count. */
const equal = (a: Value | undefined, b: Value | undefined): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isList(a) || isList(b)) {
    return isList(a) && isList(b) && a.length === b.length && a.every((value, at) => equal(value, b[at]));
  }
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && equal(a[name], b[name]))
  );
};

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
