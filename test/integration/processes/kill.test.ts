import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { killRounds } from '../../../bench/kill/rounds.ts';

/** `npm run bench -- kill --rounds 50` is the long run. */
const ROUNDS = 5;

test('a runtime that is killed under load loses, doubles and reorders nothing', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-kill-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { acknowledged, stored, ...wrong } = await killRounds({ rounds: ROUNDS, people: 4, folder });
  expect(wrong).toEqual({ lost: 0, doubled: 0, disordered: 0 });
  expect(acknowledged).toBeGreaterThan(ROUNDS * 20);
  expect(stored).toBeGreaterThanOrEqual(acknowledged);
});
