/** Sequences that the adapters once answered differently. */
import type { Value } from '../../../lambdas/table/store.ts';
import type { Step } from './differential-steps.ts';

interface Case {
  readonly what: string;
  readonly steps: readonly Step[];
}

const nested = (levels: number): Value =>
  Array.from({ length: levels }).reduce<Value>((value) => ({ x: value }), 'core');

const put = (rest: { readonly [name: string]: Value }): Step => ({ kind: 'write', writes: [{ put: 'a', rest }] });
const prototype: { readonly [name: string]: Value } = JSON.parse('{"__proto__": {"x": 1}}');

export const CASES: readonly Case[] = [
  {
    what: 'a condition is held against the rules for values, whether or not it comes to that',
    steps: [
      { kind: 'take', sk: 'a', if: { eq: ['n', 2 ** 53] } },
      { kind: 'update', sk: 'a', changes: { set: { n: 1 } }, if: { ge: ['n', 1e-131] } },
      { kind: 'write', writes: [{ check: 'a', if: { any: [{ absent: 'pk' }, { ne: ['n', Infinity] }] } }] },
      { kind: 'write', writes: [{ check: 'a', if: { not: { beginsWith: ['s', '\ud800'] } } }] },
      { kind: 'query', query: { filter: { lt: ['s', 'x\udc00'] } } },
    ],
  },
  {
    what: 'values nest 32 levels deep and no deeper',
    steps: [29, 30, 31, 32, 33].flatMap((levels) => [
      put({ m: nested(levels) }),
      { kind: 'take', sk: 'a', if: { ne: ['n', nested(levels)] } },
    ]),
  },
  {
    what: 'no attribute is named __proto__, which the SDK lost on its way',
    steps: [put(prototype), put({ m: prototype }), { kind: 'update', sk: 'a', changes: { set: { m: prototype } } }],
  },
  {
    what: 'no attribute is without a name',
    steps: [
      put({ '': 1 }),
      put({ m: { '': 1 } }),
      { kind: 'update', sk: 'a', changes: { remove: [''] } },
      { kind: 'query', query: { filter: { exists: '' } } },
    ],
  },
  {
    what: 'the key itself is never changed',
    steps: [
      { kind: 'update', sk: 'a', changes: { set: { pk: false } } },
      { kind: 'update', sk: 'a', changes: { setIfAbsent: { sk: 'b' } } },
      { kind: 'update', sk: 'a', changes: { remove: ['pk'] } },
      {
        kind: 'write',
        writes: [
          { update: 'a', changes: { set: { pk: false } } },
          { put: 'b', rest: {} },
        ],
      },
    ],
  },
  {
    what: 'a beginning is compared letter by letter, capitals apart from small ones',
    steps: [
      {
        kind: 'write',
        writes: [
          { put: 'S#a', rest: {} },
          { put: 's'.repeat(1024), rest: {} },
        ],
      },
      { kind: 'query', query: { sk: { beginsWith: 'S' } } },
    ],
  },
];
