/** One process of a long run: plays its share of batches and tells how many cases are done. */
import { TARGETS } from './targets.ts';
import type { Failure } from './target.ts';

export interface Job {
  readonly target: string;
  readonly seed: number;
  readonly cases: number;
}

/** What a worker says: one line per batch. */
export interface Done extends Job {
  readonly ms: number;
  readonly failure?: Failure;
}

let current: Job | undefined;
/** Work that fails after its answer belongs to the batch that began it. */
process.on('unhandledRejection', (error) => {
  const problem = `unhandled rejection: ${error instanceof Error ? error.stack : String(error)}`;
  if (current) process.send?.({ ...current, ms: 0, failure: { ...current, example: '', problem } } satisfies Done);
});

async function play(job: Job): Promise<Done> {
  const started = performance.now();
  const target = TARGETS.find(({ name }) => name === job.target);
  if (!target) throw new Error(`there is no target "${job.target}"`);
  const failure = await target.run(job.seed, job.cases);
  const ms = performance.now() - started;
  return { ...job, ms, ...(failure ? { failure } : {}) };
}

async function answer(job: Job): Promise<void> {
  process.send?.(await play(job));
}

process.on('message', (job: Job) => {
  current = job;
  void answer(job);
});
