import * as fc from 'fast-check';
import { type Difference, differenceOf, type Pair } from './differential-run.ts';
import { largeStep, type Step, step } from './differential-steps.ts';
import { freshPk } from './fixture.ts';

export interface FuzzOptions {
  readonly cases: number;
  /** Omitted, every run is another one. */
  readonly seed?: number;
  /** True stops at the first failing sequence as it is. */
  readonly endOnFailure?: boolean;
  /** Milliseconds after which no further case begins. */
  readonly budgetMs?: number;
}

export interface Found {
  readonly cases: number;
  readonly steps: number;
  readonly seed: number;
  /** The smallest failing sequence and where its answers part. */
  readonly failing?: { readonly steps: readonly Step[]; readonly difference: Difference; readonly path: string };
}

/** One case in sixteen moves megabytes. */
const sequence: fc.Arbitrary<readonly Step[]> = fc.oneof(
  { weight: 15, arbitrary: fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }) },
  { weight: 1, arbitrary: fc.array(largeStep, { minLength: 2, maxLength: 8, size: 'max' }) },
);

/** Runs random sequences on both adapters, and shrinks the first that they answer differently. */
export const fuzz = async (pair: Pair, { cases, budgetMs, ...more }: FuzzOptions): Promise<Found> => {
  let steps = 0;
  const property = fc.asyncProperty(sequence, async (planned) => {
    steps += planned.length;
    return (await differenceOf(pair, freshPk(), planned)) === undefined;
  });
  const until = budgetMs === undefined ? {} : { interruptAfterTimeLimit: budgetMs, markInterruptAsFailure: false };
  const { numRuns, seed, counterexample, counterexamplePath } = await fc.check(property, {
    numRuns: cases,
    ...more,
    ...until,
  });
  const [failing] = counterexample ?? [];
  if (failing === undefined) return { cases: numRuns, steps, seed };
  const difference = await differenceOf(pair, freshPk(), failing);
  if (difference === undefined) throw new Error(`not the same twice: seed ${seed}, path ${counterexamplePath}`);
  return { cases: numRuns, steps, seed, failing: { steps: failing, difference, path: counterexamplePath ?? '' } };
};
