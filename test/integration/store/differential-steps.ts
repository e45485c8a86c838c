/** Steps of a differential run, as data: small enough to be shrunk and to be kept as a case. */
import * as fc from 'fast-check';
import { DIRECTORY } from '../../../lambdas/table/schema.ts';
import type { Changes, Condition, Query, Value } from '../../../lambdas/table/store.ts';
import { amount, condition, name, sk, value } from './fuzz-values.ts';

export type PlannedWrite =
  | { readonly put: string; readonly rest: { readonly [name: string]: Value }; readonly if?: Condition }
  | { readonly update: string; readonly changes: Changes; readonly if?: Condition }
  | { readonly delete: string; readonly if?: Condition }
  | { readonly check: string; readonly if: Condition };

/** A text of this many of these characters; written out, it would hide the case. */
export interface Filler {
  readonly of: string;
  /** Bytes of the whole item, counted as DynamoDB does. */
  readonly bytes: number;
}

export type Step =
  | { readonly kind: 'write'; readonly writes: readonly PlannedWrite[] }
  | { readonly kind: 'update'; readonly sk: string; readonly changes: Changes; readonly if?: Condition }
  | { readonly kind: 'take'; readonly sk: string; readonly if?: Condition }
  | { readonly kind: 'get'; readonly sk: string; readonly consistent: boolean }
  | { readonly kind: 'getMany'; readonly sks: readonly string[] }
  | { readonly kind: 'query'; readonly query: Omit<Query, 'pk'> }
  /** Puts of `count` items of the same size in one transaction. */
  | { readonly kind: 'bulk'; readonly count: number; readonly filler: Filler };

type Item = Readonly<Record<string, Value>>;

/**
 * `n` counts, in whole numbers: what starts from a fraction adds up otherwise in DynamoDB's decimals than in doubles. `status`
 * holds no number, so that adding to it is refused.
 */
const counted = (map: Item): Item =>
  Object.fromEntries(
    Object.entries(map).map(([attribute, each]) => {
      if (typeof each !== 'number') return [attribute, each];
      if (attribute === 'status') return [attribute, String(each)];
      return [attribute, attribute === 'n' && Number.isFinite(each) ? Math.trunc(each % 2 ** 40) : each];
    }),
  );

const indexed = fc.record({ dpk: fc.constant('dpk'), dsk: fc.constantFrom('P#1', 'P#2', 'V#1', '😀', '\uff5e') });
const badIndexed = fc.constantFrom<Record<string, Value>>(
  { dpk: 'dpk', dsk: '' },
  { dpk: 'dpk', dsk: 1 },
  { dsk: null },
);
const attributes = fc.oneof(
  { weight: 6, arbitrary: fc.dictionary(name, value, { maxKeys: 3, noNullPrototype: true }).map(counted) },
  { weight: 3, arbitrary: indexed },
  { weight: 1, arbitrary: badIndexed },
);

const named = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.dictionary(name, of, { minKeys: 0, maxKeys: 2, noNullPrototype: true });
const anyChanges = fc.record(
  {
    set: named(value).map(counted),
    setIfAbsent: named(value).map(counted),
    add: fc.dictionary(fc.constantFrom('n', 'status', 'pk', '', '__proto__'), amount, {
      maxKeys: 2,
      noNullPrototype: true,
    }),
    remove: fc.array(name, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);
const changes: fc.Arbitrary<Changes> = fc.oneof(
  fc.record({ add: fc.record({ n: amount }), set: fc.record({ s: value }) }),
  fc.record({
    setIfAbsent: fc.record({ n: amount, m: value }).map(counted),
    remove: fc.constantFrom(['s'], ['status']),
  }),
  anyChanges,
  fc.record({ set: indexed }),
  fc.record({ remove: fc.constant(['dpk', 'dsk']) }),
);

const plannedWrite: fc.Arbitrary<PlannedWrite> = fc.oneof(
  fc.record({ put: sk, rest: attributes, if: condition }, { requiredKeys: ['put', 'rest'] }),
  fc.record({ update: sk, changes, if: condition }, { requiredKeys: ['update', 'changes'] }),
  fc.record({ delete: sk, if: condition }, { requiredKeys: ['delete'] }),
  fc.record({ check: sk, if: condition }),
);

const range: fc.Arbitrary<NonNullable<Query['sk']>> = fc.oneof(
  fc.record({ beginsWith: sk }),
  fc.record({ beginsWith: fc.constantFrom('S', 'S#', 'M#', 'B#') }),
  fc.record({ between: fc.tuple(sk, sk) }),
  fc.record({ gt: sk }),
  fc.record({ ge: sk }),
  fc.record({ lt: sk }),
  fc.record({ le: sk }),
);

const shared = { descending: fc.boolean(), limit: fc.integer({ min: 0, max: 4 }), filter: condition, sk: range };
const query = fc.oneof(
  fc.record({ ...shared, consistent: fc.boolean() }, { requiredKeys: [] }),
  fc.record({ ...shared, index: fc.constant(DIRECTORY) }, { requiredKeys: ['index'] }),
  fc.record({ index: fc.constantFrom(DIRECTORY, 'none'), consistent: fc.boolean() }),
);

const KB = 1024;
/** At the limits of an item (400 KB) and a page (1 MB), a little below and above. */
const filler = fc.record({
  of: fc.constantFrom('x', 'é', '世', '😀'),
  bytes: fc.oneof(
    fc.integer({ min: 400 * KB - 2, max: 400 * KB + 2 }),
    fc.integer({ min: 349_525 - 1, max: 349_525 + 1 }),
    fc.integer({ min: 100 * KB, max: 390 * KB }),
  ),
});
/** At the limits of a transaction: 100 items, 4 MB. */
const bulk = fc.oneof(
  fc.record({
    count: fc.integer({ min: 10, max: 12 }),
    filler: fc.record({ of: fc.constant('x'), bytes: fc.integer({ min: 380 * KB, max: 400 * KB }) }),
  }),
  fc.record({
    count: fc.integer({ min: 99, max: 101 }),
    filler: fc.record({
      of: fc.constantFrom('x', '世'),
      bytes: fc.oneof(fc.constant(KB), fc.integer({ min: 41_943 - 1, max: 41_943 + 1 })),
    }),
  }),
  fc.record({ count: fc.integer({ min: 1, max: 4 }), filler }),
);

/** Operations on small items. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('write'), writes: fc.array(plannedWrite, { maxLength: 4 }) }) },
  {
    weight: 2,
    arbitrary: fc.record(
      { kind: fc.constant('update'), sk, changes, if: condition },
      { requiredKeys: ['kind', 'sk', 'changes'] },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('take'), sk, if: condition }, { requiredKeys: ['kind', 'sk'] }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('get'), sk, consistent: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('getMany'), sks: fc.array(sk, { maxLength: 5 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('query'), query }) },
);

/** The same among items that fill pages and transactions. */
export const largeStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: bulk.map(({ count, filler: of }) => ({ kind: 'bulk' as const, count, filler: of })) },
  { weight: 3, arbitrary: step },
);
