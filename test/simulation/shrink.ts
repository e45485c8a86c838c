import { simulate, type Run } from './simulate.ts';
import type { Sabotage } from './world.ts';

export interface Shrunk {
  /** The run that still fails with the fewest faults. */
  readonly run: Run;
  readonly without: ReadonlySet<string>;
  /** Runs that it took. */
  readonly tries: number;
}

const MOST_TRIES = 400;

/** The promise that a problem breaks: "G5: …". */
const kindOf = (problem: string | undefined): string => (problem ?? '').split(':')[0] ?? '';

/**
 * Leaves out faults and turns, in ever smaller parts, for as long as the same promise is broken (delta debugging).
 * A run that lacks some may have new ones: they are left out in their turn.
 * @returns null when the seed does not fail
 */
export async function shrink(seed: number, sabotage?: Sabotage): Promise<Shrunk | null> {
  let run = await simulate(seed, sabotage);
  const kind = kindOf(run.problems[0]);
  if (kind === '') return null;
  let without: ReadonlySet<string> = new Set();
  let tries = 1;
  for (let part = run.injected.length; part >= 1; part = Math.floor(part / 2)) {
    for (let at = 0; at < run.injected.length && tries < MOST_TRIES;) {
      const fewer = new Set([...without, ...run.injected.slice(at, at + part)]);
      const next = await simulate(seed, sabotage, fewer);
      tries += 1;
      if (next.problems.some((problem) => kindOf(problem) === kind)) [run, without] = [next, fewer];
      else at += part;
    }
  }
  return { run, without, tries };
}
