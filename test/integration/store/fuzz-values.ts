/** Keys, names and values at the edges of what both adapters must treat alike. */
import * as fc from 'fast-check';
import { TABLE } from '../../../lambdas/table/schema.ts';
import type { Condition, Value } from '../../../lambdas/table/store.ts';

/** UTF-16 sorts the last two before U+E000 and above, UTF-8 after them. */
const texts = ['a', 'ab', 'é', '\ud7ff', '\ue000', '\uff5e', '\uffff', '😀', '\u{10ffff}'] as const;

/** Few, so that operations meet each other. Never with U+0000, at which dynoxide's `begins_with` ends a prefix. */
export const sk = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('M#1', 'M#2', 'S!a', 'S#a', 'S#b', ...texts) },
  { weight: 1, arbitrary: fc.constantFrom('', 's'.repeat(1024), 's'.repeat(1025), '世'.repeat(342)) },
);

/** Reserved words, signs of expressions, and names that JavaScript objects have by themselves. */
export const name = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('n', 's', 'm', 'status') },
  { weight: 2, arbitrary: fc.constantFrom('a.b', '#n', ':n', 'é', 'constructor', '__proto__', TABLE.timeToLive, '_') },
  { weight: 1, arbitrary: fc.constantFrom('', 'pk', 'dpk') },
);

const number = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(0, 1, 2, 2.5, -3) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      -0,
      0.1,
      1 / 3,
      1e-7,
      1.5e-130,
      1e-130,
      2 ** 53 - 1,
      -(2 ** 53 - 1),
      1e15,
      123_456_789.125,
    ),
  },
  { weight: 1, arbitrary: fc.double({ noNaN: true, min: -1e15, max: 1e15 }) },
  { weight: 1, arbitrary: fc.constantFrom(1e-131, 5e-324, 2 ** 53, 1e100, 1e126, NaN, Infinity, -Infinity) },
);

export const text = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom('', '\u0000', 'a\u0000b', ...texts) },
  { weight: 1, arbitrary: fc.constantFrom('\ud800', 'x\udc00') },
);

const scalar = fc.oneof<fc.Arbitrary<Value>[]>(number, text, fc.boolean(), fc.constant(null));
const plain = fc.constantFrom('x', 'y', '__proto__', '');

/** A value that nests so deep that DynamoDB may refuse it (32 levels). */
const deep = fc
  .tuple(fc.integer({ min: 28, max: 34 }), fc.boolean(), scalar)
  .map(([levels, inList, inner]) =>
    Array.from({ length: levels }).reduce<Value>((value) => (inList ? [value] : { x: value }), inner),
  );

export const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 12, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 2 }) },
  { weight: 2, arbitrary: fc.dictionary(plain, scalar, { maxKeys: 2, noNullPrototype: true }) },
  {
    weight: 1,
    arbitrary: fc.dictionary(plain, fc.array(scalar, { maxLength: 2 }), { maxKeys: 2, noNullPrototype: true }),
  },
  { weight: 1, arbitrary: deep },
);

const bound = fc.oneof(fc.constantFrom<number | string>(0, 1, 2, 'a', 'ab'), number, text);

export const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ exists: name }),
    fc.record({ absent: fc.oneof(name, fc.constant('pk')) }),
    fc.record({ eq: fc.tuple(name, value) }),
    fc.record({ ne: fc.tuple(name, value) }),
    fc.record({ lt: fc.tuple(name, bound) }),
    fc.record({ le: fc.tuple(name, bound) }),
    fc.record({ gt: fc.tuple(name, bound) }),
    fc.record({ ge: fc.tuple(name, bound) }),
    fc.record({ beginsWith: fc.tuple(name, text) }),
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));

export const amount = number;
