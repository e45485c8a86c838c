import type { Query } from '../../lambdas/table/store.ts';
import { StoreMisuse } from '../../lambdas/table/store.ts';
import { checkKeyPart } from './rules.ts';
import { afterPrefix, compareUtf8 } from './utf8-order.ts';

export interface Bound {
  readonly key: string;
  readonly inclusive: boolean;
}

/** The part of a partition that a sort-key condition selects; no bound means open on that end. */
export interface Range {
  readonly from?: Bound;
  readonly to?: Bound;
}

/** @throws StoreMisuse for an empty or overlong bound, or a `between` that runs backwards. */
export const rangeOf = (condition: Query['sk']): Range => {
  if (condition === undefined) return {};
  for (const bound of Object.values(condition).flat()) checkKeyPart(bound, 'sk', 'a sort-key bound');
  if ('beginsWith' in condition) {
    const after = afterPrefix(condition.beginsWith);
    const from = inclusive(condition.beginsWith);
    return after === undefined ? { from } : { from, to: exclusive(after) };
  }
  if ('between' in condition) {
    const [from, to] = condition.between;
    if (compareUtf8(from, to) > 0) throw new StoreMisuse('between runs backwards');
    return { from: inclusive(from), to: inclusive(to) };
  }
  if ('gt' in condition) return { from: exclusive(condition.gt) };
  if ('ge' in condition) return { from: inclusive(condition.ge) };
  if ('lt' in condition) return { to: exclusive(condition.lt) };
  return { to: inclusive(condition.le) };
};

const inclusive = (key: string): Bound => ({ key, inclusive: true });
const exclusive = (key: string): Bound => ({ key, inclusive: false });

export const contains = ({ from, to }: Range, sk: string): boolean => {
  const above = from === undefined ? 1 : compareUtf8(sk, from.key);
  const below = to === undefined ? -1 : compareUtf8(sk, to.key);
  return (
    (above > 0 || (above === 0 && from?.inclusive === true)) && (below < 0 || (below === 0 && to?.inclusive === true))
  );
};
