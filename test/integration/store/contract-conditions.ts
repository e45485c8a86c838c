import { describe, expect, it } from 'vitest';
import { type Condition, isConditionFailed } from '../../../lambdas/table/store.ts';
import { at, freshPk, type Open, refusal } from './fixture.ts';
import { withStore } from './with-store.ts';

const STORED = {
  n: 5,
  s: 'mango',
  t: true,
  z: null,
  l: [1, { a: 'b' }],
  m: { x: 1, y: [2] },
  wide: '\uff5e',
  face: '😀',
};

/** Conditions on an item with the attributes above, and whether they hold. */
const ON_STORED: readonly (readonly [string, Condition, boolean])[] = [
  ['exists', { exists: 'n' }, true],
  ['exists, null', { exists: 'z' }, true],
  ['exists, absent attribute', { exists: 'q' }, false],
  ['absent', { absent: 'q' }, true],
  ['absent, present attribute', { absent: 'n' }, false],
  ['eq number', { eq: ['n', 5] }, true],
  ['eq other number', { eq: ['n', 6] }, false],
  ['eq of another type', { eq: ['n', '5'] }, false],
  ['eq boolean', { eq: ['t', true] }, true],
  ['eq null', { eq: ['z', null] }, true],
  ['eq list', { eq: ['l', [1, { a: 'b' }]] }, true],
  ['eq other list', { eq: ['l', [1]] }, false],
  ['eq map in another order', { eq: ['m', { y: [2], x: 1 }] }, true],
  ['eq map with more', { eq: ['m', { x: 1, y: [2], z: 3 }] }, false],
  ['eq absent attribute', { eq: ['q', null] }, false],
  ['ne', { ne: ['n', 6] }, true],
  ['ne equal', { ne: ['n', 5] }, false],
  ['ne of another type', { ne: ['n', '5'] }, true],
  ['ne absent attribute', { ne: ['q', 1] }, true],
  ['lt', { lt: ['n', 6] }, true],
  ['lt equal', { lt: ['n', 5] }, false],
  ['lt of another type', { lt: ['n', '6'] }, false],
  ['lt absent attribute', { lt: ['q', 6] }, false],
  ['le equal', { le: ['n', 5] }, true],
  ['le below', { le: ['n', 4] }, false],
  ['gt', { gt: ['n', 4] }, true],
  ['gt equal', { gt: ['n', 5] }, false],
  ['gt absent attribute', { gt: ['q', -1] }, false],
  ['ge equal', { ge: ['n', 5] }, true],
  ['ge above', { ge: ['n', 6] }, false],
  ['text order', { gt: ['s', 'apple'] }, true],
  ['text order, upper case first', { gt: ['s', 'Z'] }, true],
  ['text order by UTF-8', { lt: ['wide', '😀'] }, true],
  ['text order by UTF-8, reversed', { gt: ['face', '\uff5e'] }, true],
  ['beginsWith', { beginsWith: ['s', 'man'] }, true],
  ['beginsWith itself', { beginsWith: ['s', 'mango'] }, true],
  ['beginsWith other', { beginsWith: ['s', 'Man'] }, false],
  ['beginsWith absent attribute', { beginsWith: ['q', 'm'] }, false],
  ['beginsWith non-text', { beginsWith: ['n', '5'] }, false],
  ['all', { all: [{ eq: ['n', 5] }, { exists: 's' }] }, true],
  ['all, one fails', { all: [{ eq: ['n', 5] }, { exists: 'q' }] }, false],
  ['any', { any: [{ eq: ['n', 6] }, { exists: 's' }] }, true],
  ['any, none holds', { any: [{ eq: ['n', 6] }, { exists: 'q' }] }, false],
  ['all of one', { all: [{ exists: 's' }] }, true],
  ['any of one that is all of one', { any: [{ all: [{ exists: 's' }] }] }, true],
  ['all of nothing inside', { not: { any: [{ all: [] }] } }, false],
  ['not of not', { not: { not: { exists: 's' } } }, true],
  ['all of nothing', { all: [] }, true],
  ['any of nothing', { any: [] }, false],
  ['not', { not: { eq: ['n', 6] } }, true],
  ['not of what holds', { not: { exists: 'n' } }, false],
  ['not of a comparison with an absent attribute', { not: { lt: ['q', 1] } }, true],
  [
    'nested',
    { any: [{ all: [{ exists: 'q' }, { exists: 'n' }] }, { not: { any: [{ absent: 's' }, { eq: ['t', false] }] } }] },
    true,
  ],
  ['words that DynamoDB reserves', { all: [{ absent: 'name' }, { absent: 'status' }, { ne: ['size', 1] }] }, true],
];

const ON_NOTHING: readonly (readonly [string, Condition, boolean])[] = [
  ['absent', { absent: 'pk' }, true],
  ['exists', { exists: 'pk' }, false],
  ['eq', { eq: ['n', 1] }, false],
  ['ne', { ne: ['n', 1] }, true],
  ['lt', { lt: ['n', 1] }, false],
  ['not', { not: { eq: ['n', 1] } }, true],
];

export const conditionContract = (open: Open): void => {
  describe('conditions', () => {
    const store = withStore(open);

    const accepted = async (condition: Condition, stored: object | undefined): Promise<boolean> => {
      const key = at(freshPk(), 'a');
      if (stored !== undefined) await store().write([{ put: { ...key, ...stored } }]);
      try {
        await store().write([{ check: key, if: condition }]);
        await store().write([{ update: key, changes: { set: { touched: 1 } }, if: condition }]);
        return true;
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        expect(error.at(0)).toBe(true);
        return false;
      }
    };

    it.each(ON_STORED)('on an item: %s', async (_, condition, holds) => {
      expect(await accepted(condition, STORED)).toBe(holds);
    });

    it.each(ON_NOTHING)('on no item: %s', async (_, condition, holds) => {
      expect(await accepted(condition, undefined)).toBe(holds);
    });

    it('changes nothing when a condition refuses a put, an update, a delete or a check', async () => {
      const item = { ...at(freshPk(), 'a'), n: 1 };
      const key = at(item.pk, item.sk);
      await store().write([{ put: item }]);
      const writes = [
        { put: { ...key, n: 2 }, if: { absent: 'pk' } },
        { update: key, changes: { set: { n: 2 } }, if: { eq: ['n', 9] } },
        { delete: key, if: { gt: ['n', 1] } },
        { check: key, if: { absent: 'n' } },
      ] as const;
      for (const write of writes) {
        expect(await refusal(store().write([write]))).toMatchObject({
          name: 'ConditionFailed',
          reasons: ['condition'],
        });
      }
      expect(await store().get(key)).toEqual(item);
    });

    it('lets one of many parallel creators win', async () => {
      const key = at(freshPk(), 'a');
      const tries = Array.from({ length: 8 }, (_, by) =>
        store().write([{ put: { ...key, by }, if: { absent: 'pk' } }]),
      );
      const outcomes = await Promise.allSettled(tries);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('refuses an update of an absent item that must exist', async () => {
      const key = at(freshPk(), 'a');
      const update = { update: key, changes: { add: { seq: 1 } }, if: { exists: 'pk' } };
      expect(isConditionFailed(await refusal(store().update(update)))).toBe(true);
      expect(await store().get(key)).toBeUndefined();
    });
  });
};
