// oxlint-disable-next-line import/no-unassigned-import -- it puts IndexedDB where browsers have it
import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { memoryDatabase, openSafely } from '../../../web/src/client/database.ts';
import { deleteIndexedDb, openIndexedDb } from '../../../web/src/client/indexed-db.ts';
import type { Clock, Database } from '../../../web/src/client/environment.ts';

const NAME = 'parley-test';
afterEach(() => deleteIndexedDb(NAME));

describe('the database on IndexedDB', () => {
  it('keeps values by key, all of a store, and nothing of what was deleted', async () => {
    const database = await openIndexedDb(NAME);
    await database.put('drafts', 'a', { text: 'one' });
    await database.write('drafts', [
      ['b', { text: 'two' }],
      ['a', undefined],
    ]);
    expect(await database.get('drafts', 'a')).toBeUndefined();
    expect(await database.all('drafts')).toEqual([{ text: 'two' }]);
    expect(await database.all('outbox')).toEqual([]);
    database.close();
  });

  it('reads a value here and all of a store there at one moment', async () => {
    const database = await openIndexedDb(NAME);
    await database.put('drafts', 'a', 'one');
    await database.put('outbox', 'b', 'two');
    const wanted = [['drafts'], ['outbox', 'b'], ['outbox', 'c'], ['drafts', 'a']] as const;
    const reading = database.read(wanted);
    const writing = database.put('drafts', 'a', 'later');
    expect(await reading).toEqual([['one'], 'two', undefined, 'one']);
    await writing;
    expect(await memoryDatabase().read(wanted)).toEqual([[], undefined, undefined, undefined]);
    database.close();
  });

  it('takes all of what is written together, or nothing of it', async () => {
    const database = await openIndexedDb(NAME);
    await database.put('timelines', 'a', 'old');
    const half = database.write('timelines', [
      ['a', 'new'],
      ['b', () => 'what no database can keep'],
    ]);
    await expect(half).rejects.toMatchObject({ name: 'DataCloneError' });
    expect(await database.all('timelines')).toEqual(['old']);
    await database.put('timelines', 'a', 'newer');
    expect(await database.all('timelines')).toEqual(['newer']);
    database.close();
  });

  it('is still there after it was closed, and gone after it was deleted', async () => {
    const first = await openIndexedDb(NAME);
    await first.put('outbox', 'a', 1);
    first.close();
    const second = await openIndexedDb(NAME);
    expect(await second.get('outbox', 'a')).toBe(1);
    // Deleting does not wait for the tabs that have it open: they give way.
    await deleteIndexedDb(NAME);
    const third = await openIndexedDb(NAME);
    expect(await third.get('outbox', 'a')).toBeUndefined();
    third.close();
  });
});

const clock: Clock = {
  now: () => 0,
  after(ms, work) {
    const timer = setTimeout(work, ms / 100);
    return () => clearTimeout(timer);
  },
};
const never = (): Promise<never> => new Promise(() => {});
const opening = (openDatabase: () => Promise<Database>) =>
  openSafely({ clock, openDatabase, memo: { read: () => null } } as never, NAME);

describe('a database that cannot be had', () => {
  it.each([
    ['is refused', () => Promise.reject(new Error('a private window'))],
    ['never opens', never],
  ])('gives way to memory when it %s', async (_, open) => {
    const database = await opening(open);
    await database.put('outbox', 'a', { text: 'kept' });
    expect(await database.get('outbox', 'a')).toEqual({ text: 'kept' });
  });

  it('gives way to memory when it stops answering', async () => {
    const real = await openIndexedDb(NAME);
    const database = await opening(() => Promise.resolve({ ...real, put: never, all: never }));
    await database.put('outbox', 'a', { text: 'kept' });
    expect(await database.all('outbox')).toEqual([{ text: 'kept' }]);
    real.close();
  });
});
