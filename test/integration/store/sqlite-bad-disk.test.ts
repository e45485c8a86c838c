/** What a bad disk makes of the files of a store that was killed: a clear word and nothing overwritten, or all data. */
import { mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TABLE } from '../../../lambdas/table/schema.ts';
import { openStore } from '../../../local/store/index.ts';
import { change, copyStore, databaseIn, killedStore, logIn, opening, type Outcome, writtenLength } from './bad-disk.ts';

const PAIRS = 400;
/** Of the log: a page and its header. */
const FRAME = 4_120;
const PAGE = 4_096;

describe('a bad disk', () => {
  const root = mkdtempSync(join(tmpdir(), 'parley-bad-'));
  const original = join(root, 'original');
  let acknowledged = 0;
  let copies = 0;
  beforeAll(async () => {
    mkdirSync(original);
    acknowledged = await killedStore(original, PAIRS);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const copy = (from = original): string => copyStore(from, join(root, `copy-${(copies += 1)}`));

  /** The same store after a clean end: all is in the database file. */
  const settled = (): string => {
    const folder = copy();
    openStore({ path: databaseIn(folder), table: TABLE, now: Date.now, durable: false }).close();
    return folder;
  };

  it.each<[string, Outcome, (folder: string) => unknown]>([
    ['nothing happened', 'all', () => undefined],
    ['the index of the log is left', 'all', (at) => writeFileSync(`${databaseIn(at)}-shm`, Buffer.alloc(32_768, 7))],
    ['the log lost zeros', 'all', (at) => truncateSync(logIn(at), writtenLength(logIn(at)) + 3 * FRAME)],
    ['the log lost its second half', 'told', (at) => truncateSync(logIn(at), Math.floor(writtenLength(logIn(at)) / 2))],
    ['a byte of the log is another', 'told', (at) => change(logIn(at), (bytes) => bytes.writeUInt8(7, 5_000))],
    ['zeros are in the log', 'told', (at) => change(logIn(at), (bytes) => bytes.fill(0, 40_000, 44_096))],
    ['only the log has the header', 'all', (at) => change(databaseIn(at), (bytes) => bytes.fill(0, 0, 100))],
    ['the database is empty', 'refused', (at) => truncateSync(databaseIn(at), 0)],
    ['the database is a folder', 'refused', (at) => [rmSync(databaseIn(at)), mkdirSync(databaseIn(at))]],
  ])('killed, and %s: %s', async (_, expected, damage) => {
    const folder = copy();
    damage(folder);
    expect(await opening(folder, acknowledged)).toBe(expected);
  });

  it.each<[string, (path: string) => void]>([
    ['a header of zeros', (path) => change(path, (bytes) => bytes.fill(0, 0, 100))],
    ['zeros in the middle', (path) => change(path, (bytes) => bytes.fill(0, 5 * PAGE, 9 * PAGE))],
    ['no end', (path) => truncateSync(path, Math.floor(statSync(path).size / (2 * PAGE)) * PAGE)],
    ['somebody’s notes in it', (path) => writeFileSync(path, 'holiday '.repeat(PAGE))],
  ])('ended well, a database with %s is refused', async (_, damage) => {
    const folder = settled();
    damage(databaseIn(folder));
    expect(await opening(folder, acknowledged)).toBe('refused');
  });

  /** Pages have no sums: a letter of a text may change unseen, but no item may be missing unsaid. */
  it(
    'ended well, a database with bytes overwritten anywhere is refused or read whole',
    { timeout: 60_000 },
    async () => {
      const base = settled();
      const { size } = statSync(databaseIn(base));
      const spot = fc.record({ at: fc.nat(size - 512), bytes: fc.uint8Array({ minLength: 1, maxLength: 64 }) });
      const outcomes: Outcome[] = [];
      await fc.assert(
        fc.asyncProperty(spot, async ({ at, bytes }) => {
          const folder = copy(base);
          change(databaseIn(folder), (all) => all.set(bytes, at));
          outcomes.push(await opening(folder, acknowledged));
          rmSync(folder, { recursive: true });
        }),
        { numRuns: 60, seed: 1 },
      );
      expect(outcomes).toContain('refused');
      expect(outcomes).not.toContain('told');
    },
  );
});
