import { describe, expect, it } from 'vitest';
import { PLANTED } from './planted.ts';
import { simulate } from './simulate.ts';
import type { Sabotage } from './world.ts';

const MOST_SEEDS = 80;

/** The first run in which the planted bug shows. */
async function caught(sabotage: Sabotage) {
  for (let seed = 1; seed <= MOST_SEEDS; seed += 1) {
    const { problems } = await simulate(seed, sabotage);
    if (problems.length > 0) return { seed, problems };
  }
  return { seed: null, problems: [] };
}

describe('the checker sees what is wrong', () => {
  it.each(PLANTED)('$name', async ({ breaks, ...sabotage }) => {
    const { problems } = await caught(sabotage);
    expect(problems.filter((problem) => breaks.test(problem))).not.toEqual([]);
  });
});
