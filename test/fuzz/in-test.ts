import { expect, test } from 'vitest';
import type { Target } from './target.ts';

/** Cases of all targets in the checks. */
const CASES = 20_000;
const SEED = 1;

/** A target's share of the cases of the checks, as tests. A failing one says how it is played again. */
export function fuzz(...targets: readonly Target[]): void {
  test.each(targets.map((target) => [target.name, target] as const))('%s', async (_name, { share, batch, run }) => {
    const cases = Math.ceil((CASES * share) / 100);
    for (let done = 0; done < cases; done += batch) {
      expect(await run(SEED + done / batch, Math.min(batch, cases - done))).toBeUndefined();
    }
  });
}
