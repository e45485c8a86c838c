import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type Mutant, plant, type Verdict } from './mutant.ts';

interface Question {
  readonly seeds: number;
  readonly promise: RegExp;
}

/** Runs the simulation in this process with the bug in the code that it loads, until a seed shows it. */
export async function inSimulation(mutant: Mutant, { seeds, promise }: Question): Promise<Verdict> {
  plantInModules(mutant);
  const { simulate } = await import('../simulation/simulate.ts');
  let other = '';
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { problems } = await simulate(seed);
    const shown = problems.find((problem) => promise.test(problem));
    if (shown !== undefined) return { caught: true, by: shown, seed };
    other ||= problems[0] ?? '';
  }
  return { caught: false, by: other && `only this: ${other}`, seed: null };
}

/** Modules loaded from now on get the changed source; Node strips its types as ever. */
function plantInModules(mutant: Mutant): void {
  const target = pathToFileURL(mutant.file).href;
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      return url === target ? { ...loaded, source: plant(mutant, textOf(loaded.source)) } : loaded;
    },
  });
}

function textOf(source: string | ArrayBuffer | NodeJS.TypedArray | undefined): string {
  if (typeof source === 'string') return source;
  return new TextDecoder().decode(source);
}
