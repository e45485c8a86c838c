import type { Output } from '../../protocol/contracts.ts';
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
  /** How often each kind of fault happened at each step: "kind step". */
  readonly tally: Readonly<Record<string, number>>;
  /** Actions that were answered, other than by a refusal. */
  readonly done: readonly string[];
  /** Labels of what may be left out (`without`) to see whether the run still fails. */
  readonly injected: readonly string[];
}

let prepared: Promise<Prepared> | undefined;

/**
 * One run of the seed, from a world that is prepared once. The same seed is the same run.
 * @param without labels of faults and turns that are left out; the others stay as far as they still come up
 */
export async function simulate(seed: number, sabotage?: Sabotage, without?: ReadonlySet<string>): Promise<Run> {
  prepared ??= prepare();
  const start = await prepared;
  const world = new World(start, { seed, ...(sabotage ? { sabotage } : {}), ...(without ? { without } : {}) });
  const scenario = new Scenario(world);
  await scenario.run();
  const problems = problemsOf(scenario, start.items);
  for (const { action, status, output } of world.exchanges.filter((one) => one.action === 'sync.changes')) {
    if (status === 200 && (output as Output<'sync.changes'>).reset) world.faults.note('historyReset', action);
  }
  const { healedAfter, written } = scenario;
  const { tally, injected } = world.faults;
  return {
    seed,
    problems,
    steps: world.scheduler.steps,
    healedAfter,
    messages: written.length,
    tally: Object.fromEntries(tally),
    done: [...new Set(world.exchanges.filter(({ status }) => status === 200).map(({ action }) => action))],
    injected,
  };
}
