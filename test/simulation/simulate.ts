import { problemsOf } from './checker.ts';
import { Scenario } from './scenario.ts';
import { prepare, type Prepared, type Sabotage, World } from './world.ts';

export interface Run {
  readonly seed: number;
  readonly problems: readonly string[];
  /** Tasks of virtual time. */
  readonly steps: number;
  readonly healedAfter: number | null;
  readonly messages: number;
}

let prepared: Promise<Prepared> | undefined;

/** One run of the seed, from a world that is prepared once. The same seed is the same run. */
export async function simulate(seed: number, sabotage?: Sabotage): Promise<Run> {
  prepared ??= prepare();
  const start = await prepared;
  const world = new World(start, { seed, ...(sabotage ? { sabotage } : {}) });
  const scenario = new Scenario(world);
  await scenario.run();
  const problems = problemsOf(scenario, start.items);
  const { steps } = world.scheduler;
  return { seed, problems, steps, healedAfter: scenario.healedAfter, messages: scenario.written.length };
}
