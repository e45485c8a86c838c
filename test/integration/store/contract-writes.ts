import { describe, expect, it } from 'vitest';
import { isStoreMisuse, type Value } from '../../../lambdas/table/store.ts';
import { at, freshPk, type Open, refusal, seed } from './fixture.ts';
import { withStore } from './with-store.ts';

const EVERY_KIND: { readonly [name: string]: Value } = {
  text: 'Grüße, 世界 🎉',
  empty: '',
  control: '\u0000\n"\\',
  whole: 42,
  negative: -7,
  fraction: 0.1,
  large: Number.MAX_SAFE_INTEGER,
  yes: true,
  no: false,
  nothing: null,
  list: [1, 'two', [3], { four: 4 }, null],
  map: { inner: { deep: [{}] }, '': 'empty name'.length },
  emptyList: [],
  emptyMap: {},
};

export const writeContract = (open: Open): void => {
  describe('single writes', () => {
    const store = withStore(open);

    it('returns an item as it was put, with every kind of value', async () => {
      const { '': _, ...map } = { inner: { deep: [{}] }, '': 0 };
      const item = { ...at(freshPk(), 'a'), ...EVERY_KIND, map };
      await store().write([{ put: item }]);
      expect(await store().get(item)).toEqual(item);
      expect(await store().get(item, { consistent: true })).toEqual(item);
    });

    it('finds nothing under a key that has no item', async () => {
      expect(await store().get(at(freshPk(), 'a'))).toBeUndefined();
    });

    it('replaces the whole item with a put', async () => {
      const key = at(freshPk(), 'a');
      await store().write([{ put: { ...key, old: 1 } }]);
      await store().write([{ put: { ...key, fresh: 2 } }]);
      expect(await store().get(key)).toEqual({ ...key, fresh: 2 });
    });

    it('creates an absent item by an update and counts from 0', async () => {
      const key = at(freshPk(), 'a');
      const changes = { set: { name: 'x' }, setIfAbsent: { first: 1 }, add: { seq: 2 }, remove: ['never'] };
      expect(await store().update({ update: key, changes })).toEqual({ ...key, name: 'x', first: 1, seq: 2 });
      expect(await store().get(key)).toEqual({ ...key, name: 'x', first: 1, seq: 2 });
    });

    it('updates a present item and returns all of it', async () => {
      const key = at(freshPk(), 'a');
      await store().write([{ put: { ...key, kept: { a: 1 }, name: 'old', first: 9, seq: 5, gone: true } }]);
      const changes = { set: { name: 'new' }, setIfAbsent: { first: 1 }, add: { seq: -2 }, remove: ['gone'] };
      const now = { ...key, kept: { a: 1 }, name: 'new', first: 9, seq: 3 };
      expect(await store().update({ update: key, changes })).toEqual(now);
      expect(await store().get(key)).toEqual(now);
    });

    it('updates without returning in a write', async () => {
      const key = at(freshPk(), 'a');
      await store().write([{ update: key, changes: { add: { n: 1 } } }]);
      await store().write([{ update: key, changes: { add: { n: 1 } } }]);
      expect(await store().get(key)).toEqual({ ...key, n: 2 });
    });

    it('gives each of many parallel counters its own number', async () => {
      const key = at(freshPk(), 'a');
      const counted = await Promise.all(
        Array.from({ length: 20 }, () => store().update({ update: key, changes: { add: { seq: 1 } } })),
      );
      const numbers = counted.map((item) => Number(item['seq'])).toSorted((a, b) => a - b);
      expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    });

    it('takes an item once', async () => {
      const item = { ...at(freshPk(), 'a'), ticket: 'x' };
      await store().write([{ put: item }]);
      const taken = await Promise.all([1, 2, 3].map(() => store().take(at(item.pk, item.sk))));
      expect(taken.filter((each) => each !== undefined)).toEqual([item]);
      expect(await store().get(item)).toBeUndefined();
    });

    it('takes only what meets the condition', async () => {
      const item = { ...at(freshPk(), 'a'), exp: 5 };
      await store().write([{ put: item }]);
      expect(await refusal(store().take(item, { gt: ['exp', 5] }))).toMatchObject({ name: 'ConditionFailed' });
      expect(await store().get(item)).toEqual(item);
      expect(await store().take(item, { ge: ['exp', 5] })).toEqual(item);
    });

    it('deletes, also what is not there', async () => {
      const key = at(freshPk(), 'a');
      await store().write([{ put: key }]);
      await store().write([{ delete: key }]);
      await store().write([{ delete: key }]);
      expect(await store().get(key)).toBeUndefined();
    });

    it('answers many keys in their order', async () => {
      const pk = freshPk();
      await seed(store(), pk, ['a', 'b', 'c']);
      const found = await store().getMany(['c', 'x', 'a', 'b'].map((sk) => at(pk, sk)));
      expect(found).toEqual([at(pk, 'c'), undefined, at(pk, 'a'), at(pk, 'b')]);
      expect(await store().getMany([])).toEqual([]);
    });

    it('reads 100 keys at once, consistently', async () => {
      const pk = freshPk();
      const keys = Array.from({ length: 100 }, (_, index) => at(pk, `k${index}`));
      await store().write(keys.slice(0, 50).map((put) => ({ put })));
      await store().write(keys.slice(50).map((put) => ({ put })));
      expect(await store().getMany(keys.toReversed(), { consistent: true })).toEqual(keys.toReversed());
    });

    it('refuses to add to what is not a number', async () => {
      const key = at(freshPk(), 'a');
      await store().write([{ put: { ...key, n: 'one' } }]);
      const error = await refusal(store().update({ update: key, changes: { add: { n: 1 } } }));
      expect(isStoreMisuse(error)).toBe(true);
      expect(await store().get(key)).toEqual({ ...key, n: 'one' });
    });
  });
};
