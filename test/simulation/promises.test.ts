import { describe, expect, it } from 'vitest';
import { simulate } from './simulate.ts';

/* oxlint-disable no-process-env -- SEED=123 replays one run, SEEDS=5000 FROM=1 makes a longer one */
const { SEED, SEEDS = '500', FROM = '1' } = process.env;
/* oxlint-enable no-process-env */

const BATCH = 50;
const seeds = SEED ? [Number(SEED)] : Array.from({ length: Number(SEEDS) }, (_, index) => Number(FROM) + index);
const batches = Array.from({ length: Math.ceil(seeds.length / BATCH) }, (_, index) =>
  seeds.slice(index * BATCH, (index + 1) * BATCH),
);

describe('the promises hold under crashes, lost replies, lost pushes and removals', () => {
  it.each(batches.map((batch) => [batch[0], batch.at(-1), batch] as const))('seeds %i to %i', async (_f, _t, batch) => {
    for (const seed of batch) {
      const { problems } = await simulate(seed);
      expect(problems, `replay with SEED=${seed} npx vitest run test/simulation`).toEqual([]);
    }
  });

  it('gives the same run for the same seed', async () => {
    expect(await simulate(seeds[0] ?? 1)).toEqual(await simulate(seeds[0] ?? 1));
  });
});
