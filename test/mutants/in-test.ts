import { resolve } from 'node:path';
import { startVitest, type Vitest } from 'vitest/node';
import { type Mutant, plant, type Verdict } from './mutant.ts';

interface Question {
  readonly test: string;
  /** Part of the full name of the test that must fail. */
  readonly name?: string;
}

/** Runs one test file with the bug in the code that it loads. Code that the test does not load through Vite stays as it is. */
export async function inTest(mutant: Mutant, { test, name = '' }: Question): Promise<Verdict> {
  const vitest = await run(mutant, test);
  const modules = vitest.state.getTestModules();
  const failed = modules.flatMap((module) => [...module.children.allTests('failed')].map(({ fullName }) => fullName));
  const errors = modules.flatMap((module) => module.errors().map(({ message }) => message));
  await vitest.close();
  const shown = failed.find((fullName) => fullName.includes(name));
  if (shown !== undefined) return { caught: true, by: `${test}: ${shown}`, seed: null };
  const instead = failed[0] ?? errors[0] ?? (modules.length === 0 ? `there is no ${test}` : `${test} passes`);
  return { caught: false, by: instead, seed: null };
}

function run(mutant: Mutant, test: string): Promise<Vitest> {
  const path = resolve(mutant.file);
  const plugin = {
    name: 'plant',
    enforce: 'pre' as const,
    transform: (source: string, id: string) => (id.split('?')[0] === path ? plant(mutant, source) : null),
  };
  // A cache of transformed modules knows plugins by name only: it would serve another bug, or none.
  const settings = {
    fsModuleCache: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    server: { deps: { external: [/cdk\.out\//] } },
  };
  return startVitest('test', [], {
    config: false,
    watch: false,
    reporters: [{}],
    projects: [{ plugins: [plugin], test: { name: 'mutant', include: [test], ...settings } }],
  });
}
