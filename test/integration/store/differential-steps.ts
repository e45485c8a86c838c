import * as fc from 'fast-check';
import { DIRECTORY } from '../../../lambdas/table/schema.ts';
import type { Changes, Condition, Query, Value } from '../../../lambdas/table/store.ts';

/** Sort keys, names and values are few, so that operations meet each other. */
const sk = fc.constantFrom('M#1', 'M#2', 'S!a', 'S#a', 'S#b', 'é', '\uff5e', '😀');
const name = fc.constantFrom('n', 's', 'm', 'status');
const scalar = fc.constantFrom<Value>(0, 1, 2.5, -3, '', 'a', 'ab', '\uff5e', '😀', true, null);
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 2 }), fc.dictionary(fc.constantFrom('x', 'y'), scalar));
const bound = fc.constantFrom<string | number>(0, 1, 2, 'a', 'ab', '\uff5e', '😀');

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ exists: name }),
    fc.record({ absent: fc.oneof(name, fc.constant('pk')) }),
    fc.record({ eq: fc.tuple(name, value) }),
    fc.record({ ne: fc.tuple(name, value) }),
    fc.record({ lt: fc.tuple(name, bound) }),
    fc.record({ ge: fc.tuple(name, bound) }),
    fc.record({ beginsWith: fc.tuple(name, fc.constantFrom('a', '😀')) }),
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));

const indexed = fc.record({ dpk: fc.constant('dpk'), dsk: fc.constantFrom('P#1', 'P#2', 'V#1') });
const rest = fc.oneof(fc.dictionary(name, value, { maxKeys: 3 }), indexed);
const changes: fc.Arbitrary<Changes> = fc.oneof(
  fc.record({ add: fc.record({ n: fc.integer({ min: -2, max: 2 }) }), set: fc.record({ s: value }) }),
  fc.record({
    setIfAbsent: fc.record({ n: fc.constantFrom(1, 2), m: value }),
    remove: fc.constantFrom(['s'], ['status']),
  }),
  fc.record({ set: indexed }),
  fc.record({ remove: fc.constant(['dpk', 'dsk']) }),
);

export type Step =
  | { readonly kind: 'write'; readonly writes: readonly PlannedWrite[] }
  | { readonly kind: 'update'; readonly sk: string; readonly changes: Changes; readonly if?: Condition }
  | { readonly kind: 'take'; readonly sk: string; readonly if?: Condition }
  | { readonly kind: 'query'; readonly query: Omit<Query, 'pk'> };

export type PlannedWrite =
  | { readonly put: string; readonly rest: { readonly [name: string]: Value }; readonly if?: Condition }
  | { readonly update: string; readonly changes: Changes; readonly if?: Condition }
  | { readonly delete: string; readonly if?: Condition }
  | { readonly check: string; readonly if: Condition };

const optional = { requiredKeys: ['put', 'rest'] } satisfies { requiredKeys: ('put' | 'rest')[] };
const plannedWrite: fc.Arbitrary<PlannedWrite> = fc.oneof(
  fc.record({ put: sk, rest, if: condition }, optional),
  fc.record({ update: sk, changes, if: condition }, { requiredKeys: ['update', 'changes'] }),
  fc.record({ delete: sk, if: condition }, { requiredKeys: ['delete'] }),
  fc.record({ check: sk, if: condition }),
);

const range = fc.oneof(
  fc.record({ beginsWith: fc.constantFrom('S', 'S#', 'M#', '😀') }),
  fc.record({ gt: sk }),
  fc.record({ ge: sk }),
  fc.record({ lt: sk }),
  fc.record({ le: sk }),
);

const shared = { descending: fc.boolean(), limit: fc.integer({ min: 1, max: 4 }), filter: condition };
const query = fc.oneof(
  fc.record({ ...shared, sk: range, consistent: fc.boolean() }, { requiredKeys: [] }),
  fc.record({ ...shared, index: fc.constant(DIRECTORY) }, { requiredKeys: ['index'] }),
);

export const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('write'), writes: fc.array(plannedWrite, { minLength: 1, maxLength: 4 }) }),
  fc.record({ kind: fc.constant('update'), sk, changes, if: condition }, { requiredKeys: ['kind', 'sk', 'changes'] }),
  fc.record({ kind: fc.constant('take'), sk, if: condition }, { requiredKeys: ['kind', 'sk'] }),
  fc.record({ kind: fc.constant('query'), query }),
);
