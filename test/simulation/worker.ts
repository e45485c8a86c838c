import { parentPort } from 'node:worker_threads';
import { simulate } from './simulate.ts';

// Refusals are errors that nobody looks at: their stacks would cost more than their making.
Error.stackTraceLimit = 0;

/** One answer for each seed, in order. */
async function answer(seeds: readonly number[]): Promise<void> {
  for (const seed of seeds) {
    const run = await simulate(seed).catch((error: unknown) => ({
      problems: [`the simulation itself failed: ${error instanceof Error ? error.stack : String(error)}`],
      tally: {},
      done: [],
      steps: 0,
    }));
    const { problems, tally, done, steps } = run;
    // oxlint-disable-next-line require-post-message-target-origin -- a worker thread has no origin
    parentPort?.postMessage({ seed, problems, tally, done, steps });
  }
}

parentPort?.on('message', (seeds: readonly number[]) => void answer(seeds));
