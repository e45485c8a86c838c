import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TABLE } from '../../../lambdas/table/schema.ts';
import { isStoreMisuse, isStoreUnavailable, type Query } from '../../../lambdas/table/store.ts';
import { openStore } from '../../../local/store/index.ts';
import { openSqliteStore, type SqliteStore } from '../../support/sqlite-store.ts';
import { at, refusal } from './fixture.ts';

describe('faults of the embedded store', () => {
  let opened: SqliteStore;
  beforeEach(async () => {
    opened = await openSqliteStore();
  });
  afterEach(() => opened.close());

  it.each(['conflict', 'throttled'] as const)('refuses calls as %s when a test asks for it', async (fault) => {
    const { store } = opened;
    store.faults.disturb = (call) => (call === 'write' ? fault : undefined);
    expect(isStoreUnavailable(await refusal(store.write([{ put: at('a', '1') }])))).toBe(true);
    expect(await store.get(at('a', '1'))).toBeUndefined();
    store.faults.disturb = undefined;
    await store.write([{ put: at('a', '1') }]);
    expect(await store.get(at('a', '1'))).toEqual(at('a', '1'));
  });

  it('carries a write out and loses its reply', async () => {
    const { store } = opened;
    store.faults.disturb = (call) => (call === 'update' ? 'lost-reply' : undefined);
    const update = { update: at('a', '1'), changes: { add: { n: 1 } } };
    expect(isStoreUnavailable(await refusal(store.update(update)))).toBe(true);
    expect(await store.get(at('a', '1'))).toEqual({ ...at('a', '1'), n: 1 });
  });

  it('serves eventual and index reads as they were when they were frozen', async () => {
    const { store } = opened;
    await store.write([{ put: { ...at('a', '1'), dpk: 'd', dsk: '1' } }]);
    store.faults.staleReads('frozen');
    await store.write([{ delete: at('a', '1') }, { put: at('a', '2') }]);
    expect((await store.query({ pk: 'a' })).items.map((item) => item.sk)).toEqual(['1']);
    expect((await store.query({ pk: 'd', index: 'directory' })).items).toHaveLength(1);
    expect(await store.getMany([at('a', '2')])).toEqual([undefined]);
    expect(await store.get(at('a', '2'), { consistent: true })).toEqual(at('a', '2'));
    expect((await store.query({ pk: 'a', consistent: true })).items.map((item) => item.sk)).toEqual(['2']);
    store.faults.staleReads('off');
    expect((await store.query({ pk: 'd', index: 'directory' })).items).toEqual([]);
  });

  it('serves eventual reads one commit behind', async () => {
    const { store } = opened;
    store.faults.staleReads('behind');
    for (const n of [1, 2, 3]) {
      await store.write([{ put: { ...at('a', '1'), n } }]);
      expect((await store.get(at('a', '1')))?.['n']).toBe(n === 1 ? undefined : n - 1);
    }
  });

  it('reports a full disk, keeps what it has, serves reads and goes on when there is room again', async () => {
    const { store } = opened;
    const text = 'x'.repeat(100_000);
    await store.write([{ put: at('a', 'before') }]);
    store.faults.fullDisk(true);
    const outcomes = await Promise.allSettled([
      store.write([{ put: { ...at('a', 'large'), text } }, { put: at('a', 'with it') }]),
      store.update({ update: at('a', 'before'), changes: { set: { small: 1 } } }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    const [large] = outcomes;
    expect(large?.status === 'rejected' && isStoreUnavailable(large.reason) && large.reason.message).toMatch(
      /no space left/,
    );
    expect(await store.get(at('a', 'before'))).toEqual({ ...at('a', 'before'), small: 1 });
    expect(await store.getMany([at('a', 'large'), at('a', 'with it')])).toEqual([undefined, undefined]);
    store.faults.fullDisk(false);
    await store.write([{ put: { ...at('a', 'large'), text } }]);
    expect(store.changes(0, 10).map(({ key }) => key.sk)).toEqual(['before', 'before', 'large']);
  });

  it('is taken by one opener at a time', () => {
    expect(() => openStore({ path: opened.path, table: TABLE, now: Date.now })).toThrow(
      expect.objectContaining({ name: 'StoreInUse', message: expect.stringContaining(opened.path) }),
    );
  });

  it.each<readonly [string, Query]>([
    ['an empty partition', { pk: '' }],
    ['an empty bound', { pk: 'a', sk: { gt: '' } }],
    ['a cursor of another partition', { pk: 'a', from: { pk: 'b', sk: 'a' } }],
  ])('refuses, as DynamoDB but not dynoxide does, a query with %s', async (_, query) => {
    expect(isStoreMisuse(await refusal(opened.store.query(query)))).toBe(true);
  });
});
