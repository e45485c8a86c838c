/** `npm run simulate -- --seeds 2000 --from 1`, `-- --minutes 10`, `-- --seed 123` (one run, shrunk when it fails). */
import { parseArgs } from 'node:util';
import { Coverage } from './coverage.ts';
import { runMany } from './many.ts';
import { shrink } from './shrink.ts';
import { simulate } from './simulate.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    from: { type: 'string', default: '1' },
    minutes: { type: 'string' },
    workers: { type: 'string' },
    seed: { type: 'string' },
  },
});
const print = (line: string): boolean => process.stdout.write(`${line}\n`);
/** Of a failing run: more would hide the first. */
const MOST_LINES = 12;

async function replay(seed: number): Promise<boolean> {
  const { problems, steps, healedAfter, messages } = await simulate(seed);
  print(`seed ${seed}: ${steps} steps, ${messages} messages, level again after ${healedAfter ?? '–'} ms`);
  for (const problem of problems.slice(0, MOST_LINES)) print(`  ${problem}`);
  if (problems.length === 0) return true;
  const shrunk = await shrink(seed);
  if (!shrunk) return false;
  const { run, tries } = shrunk;
  print(`  still fails (${tries} runs) with no more than: ${run.injected.join(', ') || 'nothing going wrong at all'}`);
  for (const problem of run.problems.slice(0, MOST_LINES)) print(`  ${problem}`);
  return false;
}

async function many(): Promise<boolean> {
  const end = values.minutes === undefined ? Infinity : Date.now() + Number(values.minutes) * 60_000;
  const seeds = values.minutes === undefined ? Number(values.seeds ?? 2_000) : Infinity;
  const from = Number(values.from);
  const isOver = (): boolean => Date.now() >= end;
  const workers = values.workers === undefined ? {} : { workers: Number(values.workers) };
  const { ran, steps, seconds, failed, coverage } = await runMany({ from, seeds, isOver, ...workers });
  print(coverage.table());
  const missing = coverage.missingSteps();
  print(
    `\nfault kinds × steps: ${Coverage.pairs - missing.length - coverage.missingKinds().length} of ${Coverage.pairs}`,
  );
  print(`actions that were not taken: ${coverage.missingActions().join(', ') || 'none'}`);
  if (missing.length > 0) print(`not met: ${missing.join(', ')}`);
  print(
    `${ran} seeds from ${from} in ${seconds.toFixed(1)} s: ${(ran / seconds).toFixed(1)} seeds/s, ` +
      `${Math.round(steps / ran)} steps each, ${failed.length} with violations`,
  );
  for (const { seed, problems } of failed.slice(0, MOST_LINES)) {
    print(`seed ${seed}: ${problems[0]}\n  replay and shrink: npm run simulate -- --seed ${seed}`);
  }
  return failed.length === 0;
}

const isFine = values.seed === undefined ? await many() : await replay(Number(values.seed));
process.exitCode = isFine ? 0 : 1;
