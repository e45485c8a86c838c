import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          // Threads start faster than processes, and there are more than a hundred files.
          pool: 'threads',
          // Nothing here waits: it ends what hangs, on a machine that does much else as well.
          testTimeout: 30_000,
          hookTimeout: 30_000,
          // It imports JSON as bundlers do, which Node itself refuses.
          server: { deps: { inline: [/@actions\/workflow-parser/] } },
        },
      },
      {
        test: { name: 'template', include: ['test/template/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 120_000 },
      },
      { test: { name: 'matrix', include: ['test/matrix/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      { test: { name: 'cost', include: ['bench/cost/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 } },
      { test: { name: 'simulation', include: ['test/simulation/**/*.test.ts'], testTimeout: 240_000 } },
      { test: { name: 'security', include: ['test/security/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      { test: { name: 'fuzz', include: ['test/fuzz/**/*.test.ts'], testTimeout: 120_000 } },
      { test: { name: 'mutants', include: ['test/mutants/**/*.test.ts'], testTimeout: 240_000 } },
      { test: { name: 'model', include: ['test/model/**/*.test.ts'], testTimeout: 240_000 } },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: 'test/support/runtime-build.ts',
          setupFiles: ['test/support/traffic/setup.ts'],
          // They wait more than they compute: by default two cores would run one file at a time.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Bundles of the template are loaded by Node itself, as in the runtime.
          server: { deps: { external: [/cdk\.out\//] } },
        },
      },
    ],
  },
});
