import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TABLE } from '../../../lambdas/table/schema.ts';
import { openStore } from '../../../local/store/index.ts';
import { openSqliteStore, type SqliteStore } from '../../support/sqlite-store.ts';
import { at, refusal } from './fixture.ts';

describe('the change log of the embedded store', () => {
  let opened: SqliteStore;
  let time = 1000;
  beforeEach(async () => {
    time = 1000;
    opened = await openSqliteStore({ now: () => time });
  });
  afterEach(() => opened.close());

  it('tells each change in the order of the writes, with the new image', async () => {
    const { store } = opened;
    await store.write([{ put: { ...at('a', '1'), n: 1 } }, { put: at('a', '2') }]);
    time = 2000;
    await store.update({ update: at('a', '1'), changes: { add: { n: 1 } } });
    await store.take(at('a', '2'));
    expect(store.changes(0, 10)).toEqual([
      { sequence: 1, at: 1000, event: 'INSERT', key: at('a', '1'), image: { ...at('a', '1'), n: 1 }, expired: false },
      { sequence: 2, at: 1000, event: 'INSERT', key: at('a', '2'), image: at('a', '2'), expired: false },
      { sequence: 3, at: 2000, event: 'MODIFY', key: at('a', '1'), image: { ...at('a', '1'), n: 2 }, expired: false },
      { sequence: 4, at: 2000, event: 'REMOVE', key: at('a', '2'), expired: false },
    ]);
    expect(store.lastSequence).toBe(4);
    expect(store.changes(1, 2).map(({ sequence }) => sequence)).toEqual([2, 3]);
  });

  it('says nothing about what was refused or changed nothing', async () => {
    const { store } = opened;
    await store.write([{ put: at('a', '1') }]);
    await store.write([{ put: at('a', '1') }]);
    await store.write([{ delete: at('a', '9') }]);
    await refusal(store.write([{ put: at('a', '2') }, { check: at('a', '9'), if: { exists: 'pk' } }]));
    expect(store.changes(0, 10)).toHaveLength(1);
  });

  it('keeps only what somebody wants', async () => {
    const { store } = opened;
    store.keepOnly((event, { sk }, expired) => expired || (event === 'INSERT' && sk.startsWith('M#')));
    await store.write([{ put: at('a', 'M#1') }, { put: { ...at('a', 'S#1'), ttl: 1 } }]);
    await store.update({ update: at('a', 'M#1'), changes: { set: { text: 'edited' } } });
    await store.sweep(2, 10);
    const kept = store.changes(0, 10).map(({ event, key, expired }) => [event, key.sk, expired]);
    expect(kept).toEqual([
      ['INSERT', 'M#1', false],
      ['REMOVE', 'S#1', true],
    ]);
  });

  it('numbers on after a trim and after a restart', async () => {
    const { store, path } = opened;
    for (const sk of ['1', '2', '3']) await store.write([{ put: at('a', sk) }]);
    await store.trimChanges(99);
    expect(store.changes(0, 10).map(({ sequence }) => sequence)).toEqual([3]);
    await store.saveCheckpoint('tips', 3);
    store.close();
    const again = openStore({ path, table: TABLE, now: () => time, durable: false });
    expect([again.lastSequence, again.checkpoint('tips'), again.checkpoint('search')]).toEqual([3, 3, 0]);
    await again.write([{ put: at('a', '4') }]);
    expect(again.changes(again.checkpoint('tips'), 10).map(({ sequence }) => sequence)).toEqual([4]);
    again.close();
  });

  it('sweeps what has expired, oldest first, and says that it expired', async () => {
    const { store } = opened;
    for (const ttl of [30, 10, 20]) await store.write([{ put: { ...at('a', String(ttl)), ttl, dpk: 'd', dsk: 'x' } }]);
    await store.write([{ put: at('a', 'forever') }, { put: { ...at('a', 'odd'), ttl: 'soon' } }]);
    await store.update({ update: at('a', '20'), changes: { set: { ttl: 40 } } });
    expect(await store.sweep(10, 10)).toBe(0);
    expect(await store.sweep(31, 1)).toBe(1);
    expect(await store.sweep(31, 10)).toBe(1);
    const last = store.changes(store.lastSequence - 2, 10);
    expect(last.map(({ event, key, expired }) => [event, key.sk, expired])).toEqual([
      ['REMOVE', '10', true],
      ['REMOVE', '30', true],
    ]);
    expect((await store.query({ pk: 'a' })).items.map((item) => item.sk)).toEqual(['20', 'forever', 'odd']);
    expect((await store.query({ pk: 'd', index: 'directory' })).items).toHaveLength(1);
  });

  it('fills an index that the template adds later', async () => {
    const { store, path } = opened;
    await store.write([{ put: { ...at('a', '1'), kind: 'fruit', name: 'plum' } }, { put: at('a', '2') }]);
    store.close();
    const table = { indexes: { kinds: { partitionKey: 'kind', sortKey: 'name' } } };
    const again = openStore({ path, table, now: () => time, durable: false });
    expect((await again.query({ pk: 'fruit', index: 'kinds' })).items).toHaveLength(1);
    again.close();
  });
});
