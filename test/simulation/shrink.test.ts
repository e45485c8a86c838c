import { describe, expect, it } from 'vitest';
import type { Store } from '../../lambdas/table/store.ts';
import { shrink } from './shrink.ts';
import { simulate } from './simulate.ts';

/** Removals leave no mark for those who are about to post. */
const withoutTombstones = (store: Store): Store => ({
  ...store,
  write: async (writes) => {
    const kept = writes.filter((write) => !('put' in write && write.put.sk.startsWith('S!')));
    if (kept.length > 0) await store.write(kept);
  },
});

describe('a failing run', () => {
  it('is left with little more than what makes it fail', async () => {
    const sabotage = { store: withoutTombstones };
    const failing = [];
    for (let seed = 1; failing.length === 0; seed += 1) {
      const run = await simulate(seed, sabotage);
      if (run.problems.some((problem) => problem.startsWith('G6'))) failing.push(run);
    }
    const [whole] = failing;
    const shrunk = await shrink(whole?.seed ?? 0, sabotage);
    expect(shrunk?.run.problems.some((problem) => problem.startsWith('G6'))).toBe(true);
    expect(shrunk?.run.injected.length).toBeLessThan((whole?.injected.length ?? 0) / 5);
  });

  it('is none when nothing fails', async () => {
    expect(await shrink(7)).toBeNull();
  });
});
