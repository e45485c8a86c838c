import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Coverage } from './coverage.ts';
import type { Run } from './simulate.ts';

export interface ManyOptions {
  readonly from: number;
  /** How many; Infinity goes on until `isOver`. */
  readonly seeds: number;
  readonly workers?: number;
  readonly isOver?: () => boolean;
  /** Called after each run. */
  readonly told?: (ran: number) => void;
}

export interface Many {
  readonly ran: number;
  /** Tasks of virtual time, in all. */
  readonly steps: number;
  readonly seconds: number;
  readonly failed: readonly Answer[];
  readonly coverage: Coverage;
}

type Answer = Pick<Run, 'seed' | 'problems' | 'tally' | 'done' | 'steps'>;

/** Seeds that a worker gets at once. */
const BATCH = 10;
/** Short-lived objects are what a run makes: room for them saves collecting them, megabytes. */
const YOUNG_MB = 64;

/** Runs many seeds on all cores. */
export async function runMany({ from, seeds, isOver = () => false, told, ...options }: ManyOptions): Promise<Many> {
  const began = Date.now();
  const coverage = new Coverage();
  const failed: Answer[] = [];
  let next = from;
  let ran = 0;
  let steps = 0;
  const batch = (): number[] => {
    const count = isOver() ? 0 : Math.max(0, Math.min(BATCH, from + seeds - next));
    next += count;
    return Array.from({ length: count }, (_, index) => next - count + index);
  };
  const hear = (answer: Answer): void => {
    ran += 1;
    steps += answer.steps;
    coverage.add(answer.tally);
    coverage.took(answer.done);
    if (answer.problems.length > 0) failed.push(answer);
    told?.(ran);
  };
  const workers = options.workers ?? Math.min(4, availableParallelism());
  await Promise.all(Array.from({ length: workers }, () => work(batch, hear)));
  failed.sort((a, b) => a.seed - b.seed);
  return { ran, steps, seconds: (Date.now() - began) / 1_000, failed, coverage };
}

/** One worker, until there are no seeds left. */
function work(batch: () => number[], hear: (answer: Answer) => void): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  return new Promise((resolve, reject) => {
    let left = 0;
    const give = (): void => {
      const seeds = batch();
      left = seeds.length;
      // oxlint-disable-next-line require-post-message-target-origin -- a worker thread has no origin
      if (left > 0) worker.postMessage(seeds);
      else void worker.terminate().then(() => resolve());
    };
    worker.on('error', reject);
    worker.on('message', (answer: Answer) => {
      hear(answer);
      left -= 1;
      if (left === 0) give();
    });
    give();
  });
}
