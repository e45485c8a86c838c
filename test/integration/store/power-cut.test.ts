/**
 * A power cut: what was never brought to the disk is gone, wholly or in part. The test keeps what the disk is known to hold
 * at each synchronisation, cuts at any moment, and mixes the blocks written since then.
 */
import {
  closeSync,
  copyFileSync,
  type fdatasync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import type * as Files from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TABLE } from '../../../lambdas/table/schema.ts';
import { isStoreUnavailable, type Store } from '../../../lambdas/table/store.ts';
import { type LocalStore, openStore } from '../../../local/store/index.ts';
import { at, refusal } from './fixture.ts';

type Synced = Parameters<typeof fdatasync>[1];
/** What the disk does with a synchronisation: `done` is to be called once. */
const disk = vi.hoisted(() => ({ sync: (done: Synced): void => done(null), syncInPlace: (): void => undefined }));

vi.mock('node:fs', async (original) => ({
  ...(await original<typeof Files>()),
  fdatasync: (_file: number, done: Synced) => disk.sync(done),
  fdatasyncSync: () => disk.syncInPlace(),
}));

const BLOCK = 512;
/** More of the log than the test that mixes its blocks fills. */
const SPAN = 8 * 1024 * 1024;
let folder: string;
let path: string;
let store: LocalStore;

const open = (file: string): LocalStore => openStore({ path: file, table: TABLE, now: Date.now });
const log = (): Buffer => {
  const file = openSync(`${path}-wal`, 'r');
  const bytes = Buffer.alloc(SPAN);
  const length = readSync(file, bytes, 0, SPAN, 0);
  closeSync(file);
  return bytes.subarray(0, length);
};

beforeEach(() => {
  disk.sync = (done) => setImmediate(done, null);
  disk.syncInPlace = () => undefined;
  folder = mkdtempSync(join(tmpdir(), 'parley-power-'));
  path = join(folder, 'parley.db');
  store = open(path);
});
afterEach(() => {
  vi.restoreAllMocks();
  store.close();
  rmSync(folder, { recursive: true });
});

/** The blocks of `before`, or of `after` where `survives` says so. */
const mixed = (before: Buffer, after: Buffer, survives: (block: number) => boolean): Buffer => {
  const left = Buffer.from(before);
  for (let start = 0; start < after.length; start += BLOCK) {
    if (survives(start / BLOCK)) after.copy(left, start, start, start + BLOCK);
  }
  return left;
};

/** The store as it is found after a cut that left this log. */
const foundWith = async <T>(left: Buffer, look: (found: Store) => Promise<T>): Promise<T> => {
  const copy = join(folder, 'found.db');
  copyFileSync(path, copy);
  writeFileSync(`${copy}-wal`, left);
  const found = open(copy);
  const seen = await look(found);
  found.close();
  rmSync(copy);
  return seen;
};

/** Counts up and puts a pair under the number, as a send does. */
const send = async (to: Store, text: string): Promise<number> => {
  const head = await to.update({ update: at('C', 'META'), changes: { add: { seq: 1 } } });
  const n = Number(head['seq']);
  await to.write([{ put: { ...at('C', `M#${n}`), n, text }, if: { absent: 'pk' } }, { put: at('I', String(n)) }]);
  return n;
};

it('loses nothing that was acknowledged, and no number is given out twice', { timeout: 60_000 }, async () => {
  const run = fc.record({
    writers: fc.integer({ min: 1, max: 6 }),
    each: fc.integer({ min: 1, max: 8 }),
    seed: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(run, async ({ writers, each, seed }) => {
      let synced = log();
      disk.sync = (done) => {
        const brought = log();
        setImmediate(() => {
          synced = brought;
          done(null);
        });
      };
      disk.syncInPlace = () => {
        synced = log();
      };
      const acknowledged: number[] = [];
      const writer = async (): Promise<void> => {
        for (let i = 0; i < each; i += 1) acknowledged.push(await send(store, 'x'.repeat(500)));
      };
      const all = Promise.all(Array.from({ length: writers }, writer));
      while (acknowledged.length < (writers * each) / 2) await new Promise((resolve) => setImmediate(resolve));
      const known = acknowledged.slice();
      const left = mixed(synced, log(), (block) => ((block * 2_654_435_761 + seed) >>> 7) % 2 === 0);
      const [items, next] = await foundWith(left, async (found) => [
        await Promise.all(known.map((n) => found.get(at('C', `M#${n}`)))),
        await send(found, 'after the cut'),
      ]);
      expect(items.map((item) => item?.['n'])).toEqual(known);
      expect(next).toBeGreaterThan(Math.max(...known));
      await all;
    }),
    { numRuns: 6 },
  );
});

it('goes on in a log that began anew', { timeout: 60_000 }, async () => {
  const large = 'x'.repeat(390_000);
  for (let round = 0; round < 12; round += 1) {
    await Promise.all(
      Array.from({ length: 9 }, (_, n) => store.write([{ put: { ...at('L', `${n}`), round, large } }])),
    );
  }
  const left = readFileSync(`${path}-wal`);
  const rounds = await foundWith(left, async (found) => (await found.get(at('L', '8')))?.['round']);
  expect(rounds).toBe(11);
});

it('shows nobody what a cut could still undo', async () => {
  const arrivals: Synced[] = [];
  disk.sync = (done) => void arrivals.push(done);
  const seen: string[] = [];
  const writing = store.write([{ put: at('C', 'M#1') }]).then(() => seen.push('written'));
  await vi.waitFor(() => expect(log().includes('M#1')).toBe(true));
  const reads = [
    store.get(at('C', 'M#1')).then((item) => seen.push(`get ${item?.sk}`)),
    store.getMany([at('C', 'M#1')]).then(([item]) => seen.push(`getMany ${item?.sk}`)),
    store.query({ pk: 'C', sk: { beginsWith: 'M#' } }).then(({ items }) => seen.push(`query ${items.length}`)),
  ];
  await store.get(at('C', 'M#2'));
  await store.query({ pk: 'C', sk: { beginsWith: 'S' } });
  expect([seen, store.changes(0, 9), store.lastSequence]).toEqual([[], [], 0]);
  for (const arrive of arrivals.splice(0)) arrive(null);
  await Promise.all([writing, ...reads]);
  expect(seen.toSorted()).toEqual(['get M#1', 'getMany M#1', 'query 1', 'written']);
  expect(store.changes(0, 9)).toHaveLength(1);
});

it('acknowledges nothing and writes no more when the disk fails', async () => {
  disk.sync = (done) => setImmediate(done, new Error('EIO'));
  expect(isStoreUnavailable(await refusal(store.write([{ put: at('a', '1') }])))).toBe(true);
  disk.sync = (done) => setImmediate(done, null);
  const count = { update: at('a', '2'), changes: { add: { n: 1 } } };
  for (const late of [store.write([{ put: at('a', '2') }]), store.update(count)]) {
    expect(String(await refusal(late))).toMatch(/look after the disk/);
  }
});

it('shows nobody what did not reach a disk that fails, and does not write what waited behind it', async () => {
  const arrivals: Synced[] = [];
  disk.sync = (done) => void arrivals.push(done);
  const first = refusal(store.write([{ put: at('C', 'M#1') }]));
  await vi.waitFor(() => expect(arrivals).toHaveLength(1));
  const second = refusal(store.write([{ put: at('C', 'M#2') }]));
  disk.sync = (done) => setImmediate(done, null);
  for (const arrive of arrivals) arrive(new Error('EIO'));
  const reads = [store.get(at('C', 'M#1')), store.query({ pk: 'C', sk: { beginsWith: 'M#' } })].map(refusal);
  for (const refused of await Promise.all([first, second, ...reads])) {
    expect(String(refused)).toMatch(/look after the disk/);
  }
  expect([store.changes(0, 9), store.lastSequence]).toEqual([[], 0]);
  expect(await store.get(at('C', 'M#2'))).toBeUndefined();
  expect(log().includes('M#2')).toBe(false);
});

describe('a write that comes alone', () => {
  let clock: number;
  let ways: string[];
  /** How long the disk takes, in milliseconds. */
  let takes: number;
  beforeEach(async () => {
    [clock, ways, takes] = [0, [], 0.1];
    vi.spyOn(performance, 'now').mockImplementation(() => clock);
    disk.sync = (done) => {
      ways.push('beside the loop');
      clock += takes;
      setImmediate(done, null);
    };
    disk.syncInPlace = () => {
      ways.push('in place');
      clock += takes;
    };
    await store.write([{ put: at('a', 'first') }]);
  });
  const later = (sk: string): Promise<void> => {
    clock += 10;
    return store.write([{ put: at('a', sk) }]);
  };

  it('is on the disk before the loop turns, unless the disk was slow the last time', async () => {
    takes = 5;
    await later('1');
    await later('2');
    expect(ways.splice(0)).toEqual(['beside the loop', 'in place', 'beside the loop']);
    takes = 0.1;
    await later('3');
    await later('4');
    expect(ways).toEqual(['beside the loop', 'in place']);
    expect(log().includes('first')).toBe(true);
  });

  it('is brought beside the loop when another came right before', async () => {
    await later('1');
    await store.write([{ put: at('a', '2') }]);
    expect(ways).toEqual(['beside the loop', 'in place', 'beside the loop']);
  });

  it('is not acknowledged and ends all writing when the disk fails', async () => {
    disk.syncInPlace = () => {
      throw new Error('EIO');
    };
    expect(String(await refusal(later('1')))).toMatch(/look after the disk/);
    disk.syncInPlace = () => undefined;
    expect(String(await refusal(later('2')))).toMatch(/look after the disk/);
    expect(String(await refusal(store.get(at('a', '1'))))).toMatch(/look after the disk/);
    expect(store.changes(0, 9)).toHaveLength(1);
  });
});
