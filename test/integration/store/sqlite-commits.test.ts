import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TABLE } from '../../../lambdas/table/schema.ts';
import { isStoreUnavailable } from '../../../lambdas/table/store.ts';
import { openStore } from '../../../local/store/index.ts';
import { openSqliteStore, type SqliteStore } from '../../support/sqlite-store.ts';
import { allPages, at, refusal } from './fixture.ts';

describe('group commit', () => {
  let opened: SqliteStore;
  beforeEach(async () => {
    opened = await openSqliteStore();
  });
  afterEach(() => {
    vi.useRealTimers();
    return opened.close();
  });

  it('judges each write of one turn against the writes before it, and refuses only those that fail', async () => {
    const { store } = opened;
    const key = at('a', '1');
    const outcomes = await Promise.allSettled([
      store.write([{ put: { ...key, n: 1 }, if: { absent: 'pk' } }]),
      store.write([{ put: { ...key, n: 2 }, if: { absent: 'pk' } }]),
      store.write([{ put: at('a', '2') }, { check: key, if: { eq: ['n', 9] } }]),
      store.update({ update: key, changes: { add: { n: 10 } }, if: { eq: ['n', 1] } }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect((await store.query({ pk: 'a' })).items).toEqual([{ ...key, n: 11 }]);
  });

  it('shows a write to readers only when it is committed', async () => {
    const { store } = opened;
    const writing = store.write([{ put: at('a', '1') }]);
    expect(await store.get(at('a', '1'), { consistent: true })).toBeUndefined();
    await writing;
    expect(await store.get(at('a', '1'))).toEqual(at('a', '1'));
  });

  it('forgets a remembered page as soon as something in its range changes', async () => {
    const { store } = opened;
    await store.write([{ put: at('a', 'S#1') }, { put: at('a', 'S#2') }]);
    const audience = async (): Promise<readonly string[]> =>
      (await store.query({ pk: 'a', sk: { beginsWith: 'S' } })).items.map((item) => item.sk);
    for (const _ of [1, 2, 3]) expect(await audience()).toEqual(['S#1', 'S#2']);
    await store.write([{ put: at('a', 'M#1') }, { put: at('b', 'S#1') }]);
    expect(await audience()).toEqual(['S#1', 'S#2']);
    await store.write([{ put: at('a', 'S!1') }, { delete: at('a', 'S#1') }]);
    for (const _ of [1, 2, 3]) expect(await audience()).toEqual(['S!1', 'S#2']);
  });

  it('brings remembered pages up to date with all that is written, as if they were read anew', async () => {
    const key = fc.record({
      pk: fc.constantFrom('a', 'b'),
      sk: fc.constantFrom('S', 'S!', 'S#1', 'S#2', 'S\u{ffff}', 'T'),
    });
    const step = fc.oneof(
      fc.record({ put: key, n: fc.nat(3) }),
      fc.record({ delete: key }),
      fc.record({ update: key }),
      fc.record({ refused: key }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 20 }), async (rounds) => {
        const { store, close } = await openSqliteStore();
        const asked = ['a', 'b'].flatMap((pk) => [{ pk, sk: { beginsWith: 'S' } }, { pk }, { pk, limit: 2 }]);
        for (const steps of rounds) {
          const writes = steps.map((each): Promise<unknown> => {
            if ('put' in each) return store.write([{ put: { ...each.put, n: each.n } }]);
            if ('delete' in each) return store.write([{ delete: each.delete }]);
            if ('update' in each) return store.update({ update: each.update, changes: { set: { m: 1 } } });
            return store.write([{ put: each.refused, if: { eq: ['n', -1] } }]);
          });
          await Promise.allSettled(writes);
          for (const query of asked) {
            const [kept, anew] = [
              await store.query(query),
              await store.query({ ...query, filter: { not: { exists: '-' } } }),
            ];
            expect(kept).toEqual(anew);
          }
        }
        await close();
      }),
    );
  });

  it('stores a hint with the next write of its item or after a second, and lets every write see it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const { store, path } = opened;
    await store.write([{ put: { ...at('C', 'META'), pushed: 0 } }]);
    const hint = { update: at('C', 'META'), changes: { set: { pushed: 7 } }, hint: true } as const;
    await store.write([hint]);
    await store.write([{ put: at('C', 'M#1') }]);
    expect(store.changes(1, 9).map(({ key }) => key.sk)).toEqual(['M#1']);
    await store.update({ update: at('C', 'META'), changes: { set: { name: 'x' } }, if: { eq: ['pushed', 7] } });
    expect(store.changes(2, 9).map(({ image }) => image)).toEqual([
      { ...at('C', 'META'), pushed: 7 },
      { ...at('C', 'META'), pushed: 7, name: 'x' },
    ]);
    await store.write([{ ...hint, changes: { set: { pushed: 8 } } }]);
    await store.update({ update: at('C', 'META'), changes: { add: { seq: 1 } } });
    await store.write([{ put: at('C', 'M#2') }]);
    await store.write([{ ...hint, changes: { set: { pushed: 9 } } }]);
    expect(store.changes(4, 9).map(({ image }) => image?.['pushed'])).toEqual([8, undefined]);
    expect((await store.query({ pk: 'C' })).items[2]).toMatchObject({ pushed: 9, seq: 1 });
    await store.write([{ ...hint, changes: { set: { pushed: 10 } } }]);
    vi.advanceTimersByTime(1000);
    expect(store.changes(6, 9).map(({ image }) => image?.['pushed'])).toEqual([9, 10]);
    await store.write([{ ...hint, changes: { set: { pushed: 11 } } }]);
    store.close();
    const again = openStore({ path, table: TABLE, now: Date.now, durable: false });
    expect(await again.get(at('C', 'META'))).toMatchObject({ pushed: 11, seq: 1, name: 'x' });
    again.close();
  });

  it('commits what was handed over before it closes, and takes no more', async () => {
    const { store, path } = opened;
    const writing = store.write([{ put: at('a', '1') }]);
    store.close();
    await writing;
    expect(isStoreUnavailable(await refusal(store.write([{ put: at('a', '2') }])))).toBe(true);
    const again = openStore({ path, table: TABLE, now: Date.now, durable: false });
    expect((await again.query({ pk: 'a' })).items).toEqual([at('a', '1')]);
    again.close();
  });
});

describe('a process that is killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-killed-'));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('loses nothing that it had acknowledged, and tears no transaction', { timeout: 60_000 }, async () => {
    const path = join(folder, 'parley.db');
    const program = fileURLToPath(new URL('./killed-writer.ts', import.meta.url));
    let [acknowledged, round] = [0, 0];
    for (; round < 5; round += 1) {
      const child = fork(program, [path, String(round)], { stdio: 'inherit' });
      const known = new Set<number>();
      child.on('message', (n) => {
        known.add(Number(n));
        if (known.size === 300) child.kill('SIGKILL');
      });
      await once(child, 'exit');
      expect(child.signalCode).toBe('SIGKILL');
      acknowledged += known.size;
      const store = openStore({ path, table: TABLE, now: Date.now });
      for (const n of known) {
        const pair = await store.getMany([at(`round-${round}`, `left-${n}`), at(`round-${round}`, `right-${n}`)]);
        expect(pair.map((item) => item?.['n'])).toEqual([n, n]);
      }
      const pages = await allPages(store, { pk: `round-${round}` });
      const items = pages.flatMap((page) => page.items);
      expect(items.length % 2).toBe(0);
      expect(store.changes(0, 1_000_000).filter(({ key }) => key.pk === `round-${round}`)).toHaveLength(items.length);
      store.close();
    }
    expect(acknowledged).toBeGreaterThanOrEqual(1500);
  });
});
