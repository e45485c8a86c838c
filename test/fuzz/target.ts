import * as fc from 'fast-check';

/** A case that broke a property. */
export interface Failure {
  readonly target: string;
  /** Seed of the batch: the same seed and number of cases fail again. */
  readonly seed: number;
  readonly cases: number;
  /** The case as text, as small as it could be made, and what was wrong with it. */
  readonly example: string;
  readonly problem: string;
}

/** One thing that is fuzzed. */
export interface Target {
  readonly name: string;
  /** Its part of all cases, in hundredths. */
  readonly share: number;
  /** Cases that go together: what they act on lives as long as the batch. */
  readonly batch: number;
  /** @returns the first case that breaks the property */
  run(seed: number, cases: number): Promise<Failure | undefined>;
}

interface Batch<T> {
  readonly cases: fc.Arbitrary<T>;
  /** @throws when the property is broken */
  check(value: T): void | Promise<void>;
  stop?(): void | Promise<void>;
}

interface Definition<T> extends Omit<Target, 'run'> {
  /** Cases change what they act on, so a failing one is not made smaller. */
  readonly stateful?: boolean;
  start(): Batch<T> | Promise<Batch<T>>;
}

/** A target from its cases and the property that each must have. */
export function target<T>({ name, share, batch, stateful = false, start }: Definition<T>): Target {
  return {
    name,
    share,
    batch,
    async run(seed, cases) {
      const { cases: from, check, stop } = await start();
      const property = fc.asyncProperty(from, async (value) => check(value));
      const result = await fc.check(property, { seed, numRuns: cases, endOnFailure: stateful });
      await stop?.();
      if (!result.failed) return undefined;
      const example = fc.stringify(result.counterexample).slice(0, 4_000);
      return { target: name, seed, cases, example, problem: problemOf(result.errorInstance) };
    },
  };
}

const problemOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message).slice(0, 2_000) : String(error);

/** @throws Error with the message unless it holds */
export function must(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Error(message);
}
