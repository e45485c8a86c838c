import { describe, expect, it } from 'vitest';
import { isStoreMisuse, type Write } from '../../../lambdas/table/store.ts';
import { at, freshPk, type Open, refusal } from './fixture.ts';
import { withStore } from './with-store.ts';

const KB = 1024;

const misused = async (call: Promise<unknown>): Promise<boolean> => isStoreMisuse(await refusal(call));

export const limitContract = (open: Open): void => {
  describe('limits', () => {
    const store = withStore(open);

    it('stores an item of 400 KB and refuses a larger one', async () => {
      const key = at(freshPk(), 'a');
      const overhead = key.pk.length + key.sk.length + 'pk'.length + 'sk'.length + 't'.length;
      const largest = { ...key, t: 'x'.repeat(400 * KB - overhead) };
      await store().write([{ put: largest }]);
      expect(await misused(store().write([{ put: { ...largest, t: `${largest.t}x` } }]))).toBe(true);
      expect(await misused(store().update({ update: key, changes: { set: { u: 1 } } }))).toBe(true);
      expect(await misused(store().update({ update: key, changes: { add: { u: 1 } } }))).toBe(true);
      expect(await store().get(key)).toEqual(largest);
    });

    it('counts bytes of UTF-8, not characters', async () => {
      const key = at(freshPk(), 'a');
      expect(await misused(store().write([{ put: { ...key, t: '世'.repeat(140 * KB) } }]))).toBe(true);
      await store().write([{ put: { ...key, t: 'x'.repeat(140 * KB) } }]);
    });

    it('refuses a transaction over 4 MB', async () => {
      const pk = freshPk();
      const writes = Array.from({ length: 12 }, (_, n) => ({ put: { pk, sk: String(n), t: 'x'.repeat(380 * KB) } }));
      expect(await misused(store().write(writes))).toBe(true);
      await store().write(writes.slice(2));
      expect(await store().get(at(pk, '0'))).toBeUndefined();
      expect(await store().get(at(pk, '11'))).toBeDefined();
    });

    it('stores keys of 2,048 and 1,024 bytes and refuses longer ones', async () => {
      const pk = freshPk().padEnd(2048, 'p');
      const sk = 's'.repeat(1024);
      await store().write([{ put: { pk, sk } }]);
      expect(await store().get({ pk, sk })).toEqual({ pk, sk });
      expect(await misused(store().write([{ put: { pk: `${pk}p`, sk } }]))).toBe(true);
      expect(await misused(store().write([{ put: { pk, sk: `${sk}s` } }]))).toBe(true);
      expect(await misused(store().write([{ put: { pk, sk: '世'.repeat(342) } }]))).toBe(true);
    });

    it('refuses empty keys everywhere', async () => {
      const pk = freshPk();
      const writes: readonly Write[] = [
        { put: { pk, sk: '' } },
        { put: { pk: '', sk: 'a' } },
        { update: at(pk, ''), changes: { set: { n: 1 } } },
        { delete: at(pk, '') },
        { check: at(pk, ''), if: { absent: 'pk' } },
      ];
      for (const write of writes) expect([write, await misused(store().write([write]))]).toEqual([write, true]);
      expect(await misused(store().get(at(pk, '')))).toBe(true);
      expect(await misused(store().getMany([at('', 'a')]))).toBe(true);
    });

    it('refuses empty and non-text keys of an index', async () => {
      const key = at(freshPk(), 'a');
      expect(await misused(store().write([{ put: { ...key, dpk: '', dsk: 'x' } }]))).toBe(true);
      expect(await misused(store().write([{ put: { ...key, dpk: 'x', dsk: 1 } }]))).toBe(true);
      expect(await misused(store().update({ update: key, changes: { set: { dpk: 'x', dsk: '' } } }))).toBe(true);
      expect(await store().get(key)).toBeUndefined();
    });

    it('refuses more than 100 keys, and one key twice, in one read', async () => {
      const pk = freshPk();
      const keys = Array.from({ length: 101 }, (_, n) => at(pk, `k${n}`));
      expect(await misused(store().getMany(keys))).toBe(true);
      expect(await misused(store().getMany([at(pk, 'a'), at(pk, 'a')]))).toBe(true);
    });

    it('refuses to change a key, or one attribute twice', async () => {
      const key = at(freshPk(), 'a');
      expect(await misused(store().update({ update: key, changes: { set: { sk: 'b' } } }))).toBe(true);
      expect(await misused(store().update({ update: key, changes: { set: { n: 1 }, add: { n: 1 } } }))).toBe(true);
      expect(await misused(store().update({ update: key, changes: { set: { n: 1 }, remove: ['n'] } }))).toBe(true);
    });

    it.each([Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53), 1e-200])('refuses the number %d', async (n) => {
      const key = at(freshPk(), 'a');
      expect(await misused(store().write([{ put: { ...key, n } }]))).toBe(true);
      expect(await misused(store().write([{ put: { ...key, deep: [{ n }] } }]))).toBe(true);
      expect(await misused(store().update({ update: key, changes: { add: { n } } }))).toBe(true);
    });
  });
};
