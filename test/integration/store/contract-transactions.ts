import { describe, expect, it } from 'vitest';
import { isConditionFailed, isStoreMisuse } from '../../../lambdas/table/store.ts';
import { at, freshPk, type Open, refusal, seed } from './fixture.ts';
import { withStore } from './with-store.ts';

export const transactionContract = (open: Open): void => {
  describe('transactions', () => {
    const store = withStore(open);

    it('does puts, updates, deletes and checks together', async () => {
      const pk = freshPk();
      await seed(store(), pk, ['old', 'checked', 'counted'], { n: 1 });
      await store().write([
        { put: { pk, sk: 'new' }, if: { absent: 'pk' } },
        { update: at(pk, 'counted'), changes: { add: { n: 1 } } },
        { delete: at(pk, 'old') },
        { check: at(pk, 'checked'), if: { eq: ['n', 1] } },
      ]);
      const found = await store().getMany(['new', 'counted', 'old', 'checked'].map((sk) => at(pk, sk)));
      expect(found).toEqual([at(pk, 'new'), { ...at(pk, 'counted'), n: 2 }, undefined, { ...at(pk, 'checked'), n: 1 }]);
    });

    it('does nothing when one is refused, and says which ones in their order', async () => {
      const pk = freshPk();
      await seed(store(), pk, ['there']);
      const error = await refusal(
        store().write([
          { put: { pk, sk: 'a' } },
          { put: { pk, sk: 'there' }, if: { absent: 'pk' } },
          { update: at(pk, 'b'), changes: { set: { n: 1 } } },
          { check: at(pk, 'c'), if: { exists: 'pk' } },
          { delete: at(pk, 'd') },
        ]),
      );
      if (!isConditionFailed(error)) throw error;
      expect(error.reasons).toEqual(['none', 'condition', 'none', 'condition', 'none']);
      expect([0, 1, 2, 3, 4, 5].map((position) => error.at(position))).toEqual([
        false,
        true,
        false,
        true,
        false,
        false,
      ]);
      expect((await store().query({ pk, consistent: true })).items).toEqual([at(pk, 'there')]);
    });

    it('lets one of two rivals through', async () => {
      const pk = freshPk();
      const claim = (by: string): Promise<void> =>
        store().write([{ put: { pk, sk: 'claim', by }, if: { absent: 'pk' } }, { put: { pk, sk: by } }]);
      const outcomes = await Promise.allSettled([claim('x'), claim('y')]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect((await store().query({ pk, consistent: true })).items).toHaveLength(2);
    });

    it('takes 100 writes and refuses 101', async () => {
      const pk = freshPk();
      const writes = Array.from({ length: 101 }, (_, n) => ({ put: { pk, sk: `k${n}` } }));
      expect(isStoreMisuse(await refusal(store().write(writes)))).toBe(true);
      await store().write(writes.slice(1));
      expect((await store().query({ pk, consistent: true })).items).toHaveLength(100);
    });

    it('refuses to touch one item twice', async () => {
      const key = at(freshPk(), 'a');
      const twice = [{ put: key }, { check: key, if: { absent: 'pk' } }] as const;
      expect(isStoreMisuse(await refusal(store().write(twice)))).toBe(true);
      expect(await store().get(key)).toBeUndefined();
    });

    it('refuses an empty write and an empty update', async () => {
      const key = at(freshPk(), 'a');
      expect(isStoreMisuse(await refusal(store().write([])))).toBe(true);
      expect(isStoreMisuse(await refusal(store().write([{ update: key, changes: {} }])))).toBe(true);
    });

    it('refuses an update inside that adds to text, and does none of the others', async () => {
      const pk = freshPk();
      await seed(store(), pk, ['text'], { n: 'x' });
      const writes = [{ put: { pk, sk: 'a' } }, { update: at(pk, 'text'), changes: { add: { n: 1 } } }];
      expect(isStoreMisuse(await refusal(store().write(writes)))).toBe(true);
      expect(await store().get(at(pk, 'a'), { consistent: true })).toBeUndefined();
      const error = await refusal(store().write([...writes, { check: at(pk, 'b'), if: { exists: 'pk' } }]));
      expect(error).toMatchObject({ name: 'ConditionFailed', reasons: ['none', 'other', 'condition'] });
    });
  });
};
