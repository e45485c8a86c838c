/** Tries one mutant, named on the command line, in a process of its own, and tells the parent the verdict. */
import { inSimulation } from './in-simulation.ts';
import { inTest } from './in-test.ts';
import { mutantOf } from './list.ts';
import type { Verdict } from './mutant.ts';

const mutant = mutantOf(process.argv[2] ?? '');
const { caughtBy } = mutant;
const verdict: Verdict =
  'simulation' in caughtBy ? await inSimulation(mutant, caughtBy.simulation) : await inTest(mutant, caughtBy);
process.send?.(verdict, () => process.exit(0));
