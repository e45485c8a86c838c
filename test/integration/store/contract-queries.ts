import { describe, expect, it } from 'vitest';
import { DIRECTORY } from '../../../lambdas/table/schema.ts';
import { isStoreMisuse, type Query } from '../../../lambdas/table/store.ts';
import { allPages, at, freshPk, type Open, refusal, seed, sortKeys } from './fixture.ts';
import { withStore } from './with-store.ts';

const LETTERS = ['A#1', 'A#2', 'B#1', 'B#2', 'B#3', 'C#1'];

const RANGES: readonly (readonly [string, NonNullable<Query['sk']>, readonly string[]])[] = [
  ['beginsWith', { beginsWith: 'B#' }, ['B#1', 'B#2', 'B#3']],
  ['beginsWith nothing that is there', { beginsWith: 'Z' }, []],
  ['between, both ends', { between: ['A#2', 'B#2'] }, ['A#2', 'B#1', 'B#2']],
  ['between one key', { between: ['B#1', 'B#1'] }, ['B#1']],
  ['gt', { gt: 'B#2' }, ['B#3', 'C#1']],
  ['ge', { ge: 'B#3' }, ['B#3', 'C#1']],
  ['lt', { lt: 'A#2' }, ['A#1']],
  ['le', { le: 'A#2' }, ['A#1', 'A#2']],
];

/** In the order of their UTF-8 bytes; UTF-16 would put the emoji before U+E000. */
const UNICODE = ['Z', 'a', 'é', 'ÿ', '߿', 'ࠀ', '世', '\ud7ff', '\ue000', '\uff5e', '\uffff', '😀', '😁', '\u{10ffff}'];

const REFUSED: readonly (readonly [string, Partial<Query>])[] = [
  ['a range that runs backwards', { sk: { between: ['b', 'a'] } }],
  ['no room', { limit: 0 }],
  ['a consistent read of an index', { index: DIRECTORY, consistent: true }],
  ['an unknown index', { index: 'no-such-index' }],
  ['a filter on the key', { filter: { eq: ['sk', 'a'] } }],
];

export const queryContract = (open: Open): void => {
  describe('queries', () => {
    const store = withStore(open);

    it('reads a partition in the order of its sort keys, both ways', async () => {
      const pk = freshPk();
      await seed(store(), pk, LETTERS.toReversed());
      await seed(store(), `${pk}x`, ['B#0']);
      expect(sortKeys((await store().query({ pk })).items)).toEqual(LETTERS);
      expect(sortKeys((await store().query({ pk, descending: true })).items)).toEqual(LETTERS.toReversed());
      expect(await store().query({ pk: `${pk}-none` })).toEqual({ items: [] });
    });

    it.each(RANGES)('selects by sort key: %s', async (_, sk, expected) => {
      const pk = freshPk();
      await seed(store(), pk, LETTERS);
      expect(sortKeys((await store().query({ pk, sk, consistent: true })).items)).toEqual(expected);
      const down = await store().query({ pk, sk, descending: true });
      expect(sortKeys(down.items)).toEqual(expected.toReversed());
    });

    it('orders keys by their UTF-8 bytes', async () => {
      const pk = freshPk();
      await seed(store(), pk, UNICODE.toReversed());
      expect(sortKeys((await store().query({ pk })).items)).toEqual(UNICODE);
      expect(sortKeys((await store().query({ pk, sk: { gt: '\uff5e' } })).items)).toEqual(UNICODE.slice(-4));
      expect(sortKeys((await store().query({ pk, sk: { beginsWith: '😀' } })).items)).toEqual(['😀']);
      expect(sortKeys((await store().query({ pk, sk: { beginsWith: '\ud7ff' } })).items)).toEqual(['\ud7ff']);
      expect(sortKeys((await store().query({ pk, sk: { beginsWith: '\u{10ffff}' } })).items)).toEqual(['\u{10ffff}']);
    });

    it.each([{ descending: false }, { descending: true }])(
      'continues where a page ended: %o',
      async ({ descending }) => {
        const pk = freshPk();
        await seed(store(), pk, LETTERS);
        const pages = await allPages(store(), { pk, limit: 2, descending });
        expect(pages.slice(0, 3).map((page) => page.items.length)).toEqual([2, 2, 2]);
        const expected = descending ? LETTERS.toReversed() : LETTERS;
        expect(sortKeys(pages.flatMap((page) => page.items))).toEqual(expected);
      },
    );

    it('continues inside a sort-key range', async () => {
      const pk = freshPk();
      await seed(store(), pk, LETTERS);
      const pages = await allPages(store(), { pk, sk: { beginsWith: 'B#' }, limit: 2 });
      expect(sortKeys(pages.flatMap((page) => page.items))).toEqual(['B#1', 'B#2', 'B#3']);
    });

    it('continues after an item that was deleted meanwhile', async () => {
      const pk = freshPk();
      await seed(store(), pk, LETTERS);
      const first = await store().query({ pk, limit: 3 });
      await store().write([{ delete: at(pk, 'B#1') }]);
      if (first.next === undefined) throw new Error('there is a second page');
      expect(sortKeys((await store().query({ pk, from: first.next })).items)).toEqual(['B#2', 'B#3', 'C#1']);
    });

    it('counts the limit before the filter', async () => {
      const pk = freshPk();
      for (const [n, sk] of LETTERS.entries()) await store().write([{ put: { pk, sk, odd: n % 2 === 1 } }]);
      const first = await store().query({ pk, limit: 3, filter: { eq: ['odd', true] } });
      expect(sortKeys(first.items)).toEqual(['A#2']);
      expect(first.next).toBeDefined();
      const none = await store().query({ pk, limit: 1, filter: { eq: ['odd', true] } });
      expect(none.items).toEqual([]);
      expect(none.next).toBeDefined();
    });

    it('ends a page at 1 MB, filtered or not, and loses nothing', async () => {
      const pk = freshPk();
      const keys = ['1', '2', '3', '4', '5'];
      await seed(store(), pk, keys, { text: 'x'.repeat(300 * 1024) });
      const pages = await allPages(store(), { pk });
      expect(pages.length).toBeGreaterThan(1);
      expect(pages[0]?.items).toHaveLength(3);
      expect(sortKeys(pages.flatMap((page) => page.items))).toEqual(keys);
      const filtered = await store().query({ pk, filter: { absent: 'text' } });
      expect(filtered.items).toEqual([]);
      expect(filtered.next).toBeDefined();
    });

    it('sees its own write when it reads consistently', async () => {
      const pk = freshPk();
      for (let n = 1; n <= 5; n += 1) {
        await store().write([{ put: { pk, sk: String(n) } }]);
        expect((await store().query({ pk, consistent: true })).items).toHaveLength(n);
      }
      await store().write([{ put: { pk, sk: '3', changed: true } }]);
      await store().take(at(pk, '5'));
      const { items } = await store().query({ pk, consistent: true });
      expect(sortKeys(items)).toEqual(['1', '2', '3', '4']);
      expect(items[2]).toEqual({ pk, sk: '3', changed: true });
    });

    it('finds in an index what carries its attributes, as it is now', async () => {
      const [pk, dpk] = [freshPk(), freshPk()];
      for (const [n, dsk] of ['P#c', 'P#a', 'V#x', 'P#b'].entries()) {
        await store().write([{ put: { pk, sk: String(n), dpk, dsk, n } }]);
      }
      await store().write([{ put: { pk, sk: 'plain', n: 9 } }, { put: { pk, sk: 'half', dpk } }]);
      const people = async (): Promise<readonly unknown[]> =>
        (await store().query({ pk: dpk, index: DIRECTORY, sk: { beginsWith: 'P#' } })).items.map((item) => item['dsk']);
      expect(await people()).toEqual(['P#a', 'P#b', 'P#c']);
      await store().update({ update: at(pk, '0'), changes: { set: { dsk: 'P#_' } } });
      await store().update({ update: at(pk, '1'), changes: { remove: ['dpk', 'dsk'] } });
      await store().write([{ delete: at(pk, '3') }, { put: { pk, sk: 'new', dpk, dsk: 'P#z' } }]);
      expect(await people()).toEqual(['P#_', 'P#z']);
      const whole = await store().query({ pk: dpk, index: DIRECTORY, sk: { ge: 'V' } });
      expect(whole.items).toEqual([{ pk, sk: '2', dpk, dsk: 'V#x', n: 2 }]);
    });

    it.each([{ descending: false }, { descending: true }])(
      'pages through equal index keys: %o',
      async ({ descending }) => {
        const [pk, dpk] = [freshPk(), freshPk()];
        await seed(store(), pk, LETTERS, { dpk, dsk: 'same' });
        const pages = await allPages(store(), { pk: dpk, index: DIRECTORY, limit: 2, descending });
        const found = sortKeys(pages.flatMap((page) => page.items));
        expect(found.toSorted()).toEqual(LETTERS);
      },
    );

    it.each(REFUSED)('refuses a query with %s', async (_, rest) => {
      expect(isStoreMisuse(await refusal(store().query({ pk: freshPk(), ...rest })))).toBe(true);
    });
  });
};
