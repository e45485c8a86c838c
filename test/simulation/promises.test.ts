import { describe, expect, it } from 'vitest';
import { LEFT_OUT } from './any-action.ts';
import { Coverage } from './coverage.ts';
import { runMany } from './many.ts';
import { REGRESSIONS } from './regressions.ts';
import { simulate } from './simulate.ts';

const SEEDS = 2_000;
/** A minute on two cores; more where others use them. */
const PATIENCE_MS = 900_000;
/** Of the pairs of fault kind and step; the rest are those whose step is rare. */
const LEAST_COVERED = 0.97;

describe('the promises hold under every kind of fault', () => {
  it(
    `in ${SEEDS} runs, and each kind of fault and every action came up`,
    async () => {
      const { failed, coverage } = await runMany({ from: 1, seeds: SEEDS });
      expect(failed.map(({ seed, problems }) => `npm run simulate -- --seed ${seed}: ${problems[0]}`)).toEqual([]);
      expect(coverage.missingKinds()).toEqual([]);
      expect(coverage.missingActions().toSorted()).toEqual(Object.keys(LEFT_OUT).toSorted());
      expect(1 - coverage.missingSteps().length / Coverage.pairs).toBeGreaterThanOrEqual(LEAST_COVERED);
    },
    PATIENCE_MS,
  );

  it.each(REGRESSIONS)('seed $seed: $was', async ({ seed }) => {
    expect((await simulate(seed)).problems).toEqual([]);
  });

  it('gives the same run for the same seed', async () => {
    const [first, second] = [await simulate(7), await simulate(7)];
    expect(second).toEqual(first);
    expect(first.injected.length).toBeGreaterThan(10);
    expect((await simulate(8)).injected).not.toEqual(first.injected);
  });
});
