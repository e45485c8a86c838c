// oxlint-disable-next-line import/no-unassigned-import -- it puts IndexedDB where browsers have it
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { closeEarly, openEarly, openedEarly } from '../../../web/src/client/early.ts';
import { deleteIndexedDb, openIndexedDb } from '../../../web/src/client/indexed-db.ts';
import { ACCOUNT, databaseOf, firstWanted } from '../../../web/src/client/kept.ts';
import { memo } from '../../../web/src/client/memo.ts';
import { condemn } from '../../../web/src/client/wiping.ts';

const NAME = databaseOf('Uada');

beforeEach(() => {
  const values = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => values.get(name) ?? null,
    setItem: (name: string, value: string) => values.set(name, value),
    removeItem: (name: string) => values.delete(name),
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  await deleteIndexedDb(NAME);
});

it('opens nothing where nobody was logged in', () => {
  expect(openEarly('Cgeneral')).toBe(false);
  expect(openedEarly(NAME)).toBeNull();
});

it('has read what a start asks for first, once; later readings see what was written since', async () => {
  const before = await openIndexedDb(NAME);
  await before.put('drafts', 'Cgeneral', 'old');
  await before.put('timelines', 'timeline:Cgeneral', 'messages');
  memo.write(ACCOUNT, 'Uada');
  expect(openEarly('Cgeneral')).toBe(true);
  const opened = openedEarly(NAME);
  const database = await opened;
  await before.put('drafts', 'Cgeneral', 'new');
  const wanted = firstWanted('Cgeneral');
  expect(await database?.read(wanted)).toEqual([[], ['old'], 'messages']);
  expect(await database?.read(wanted)).toEqual([[], ['new'], 'messages']);
  expect(openedEarly(NAME)).toBeNull();
  database?.close();
  before.close();
});

it('opens nothing of what is to go from this device', () => {
  memo.write(ACCOUNT, 'Uada');
  condemn({ memo, openDatabase: openIndexedDb, deleteDatabase: deleteIndexedDb }, NAME, 'none');
  expect(openEarly(null)).toBe(false);
  expect(openedEarly(NAME)).toBeNull();
});

it('gives nothing to another account, and reads anew what was not asked for early', async () => {
  memo.write(ACCOUNT, 'Uada');
  openEarly(null);
  expect(openedEarly(databaseOf('Ubob'))).toBeNull();
  const database = await openedEarly(NAME);
  expect(await database?.read(firstWanted('Cgeneral'))).toEqual([[], [], undefined]);
  database?.close();
});

it('keeps nothing for later that a start did not take: who logs in again after a log-out elsewhere gets no readings of before', async () => {
  const close = vi.spyOn(IDBDatabase.prototype, 'close');
  memo.write(ACCOUNT, 'Uada');
  openEarly(null);
  closeEarly();
  expect(openedEarly(NAME)).toBeNull();
  await vi.waitFor(() => expect(close).toHaveBeenCalledTimes(1));
  closeEarly();
});

/** Time enough for a failure that nobody takes to be heard of: then this test is red. */
const unheard = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

it('a browser that opens nothing says so to who takes it, and to nobody else', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new Error('no storage here');
    },
  });
  memo.write(ACCOUNT, 'Uada');
  expect(openEarly(null)).toBe(true);
  await unheard();
  await expect(openedEarly(NAME)).rejects.toThrow('no storage here');
  vi.unstubAllGlobals();
});

it('a reading that fails says so to who asks for it, and to nobody else', async () => {
  (await openIndexedDb(NAME)).close();
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
    throw new Error('the disk is broken');
  });
  memo.write(ACCOUNT, 'Uada');
  openEarly(null);
  const database = await openedEarly(NAME);
  await unheard();
  await expect(database?.read(firstWanted(null))).rejects.toThrow('the disk is broken');
  database?.close();
});
