/** `npm run fuzz -- --cases 20000 --seed 1 [--target frames]`: cases for every target, in two processes. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { TARGETS } from './targets.ts';
import type { Done, Job } from './worker.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    target: { type: 'string' },
    processes: { type: 'string', default: '2' },
  },
});
const cases = Number(values.cases);
const seed = Number(values.seed);
const chosen = TARGETS.filter(({ name }) => values.target === undefined || name === values.target);
if (chosen.length === 0)
  throw new Error(`There is no target "${values.target}". There are: ${TARGETS.map(({ name }) => name).join(', ')}`);

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Batches of all targets, the slow ones first; the first batch of a target has the seed that was asked for. */
function jobs(): Job[] {
  const shares = chosen.reduce((sum, { share }) => sum + share, 0);
  return chosen.flatMap(({ name, share, batch }) => {
    const wanted = Math.ceil((cases * share) / shares);
    const batches = Math.ceil(wanted / batch);
    return Array.from({ length: batches }, (_, index) => ({
      target: name,
      seed: seed + index,
      cases: index < batches - 1 ? batch : wanted - batch * (batches - 1),
    }));
  });
}

const waiting = jobs();
const done: Done[] = [];

async function next(child: ChildProcess): Promise<boolean> {
  const job = waiting.shift();
  if (!job) return false;
  const ending = new AbortController();
  const { signal } = ending;
  const answer = Promise.race([once(child, 'message', { signal }), once(child, 'exit', { signal })]);
  child.send(job);
  const [result] = (await answer) as [Done | number | null];
  ending.abort();
  const ended = typeof result !== 'object' || result === null;
  const failure = { ...job, example: '', problem: `the process ended: ${JSON.stringify(result)}` };
  done.push(ended ? { ...job, ms: 0, failure } : result);
  return !ended;
}

async function worker(): Promise<void> {
  const child = fork(new URL('./worker.ts', import.meta.url), { stdio: 'inherit' });
  await once(child, 'spawn');
  while (await next(child));
  child.kill();
}

const began = performance.now();
await Promise.all(Array.from({ length: Number(values.processes) }, worker));
const seconds = (performance.now() - began) / 1000;

for (const { name } of chosen) {
  const own = done.filter(({ target }) => target === name);
  const count = own.reduce((sum, each) => sum + each.cases, 0);
  const ms = own.reduce((sum, each) => sum + each.ms, 0);
  print(
    `${name.padEnd(12)} ${String(count).padStart(8)} cases, ${Math.round((count / ms) * 1000)} a second and process`,
  );
}
const failures = done.flatMap(({ failure }) => (failure ? [failure] : []));
for (const { target, seed: from, cases: count, example, problem } of failures) {
  print(
    `\nFAILED ${target}: ${problem}\n${example}\nAgain: npm run fuzz -- --target ${target} --seed ${from} --cases ${count} --processes 1`,
  );
}
const total = done.reduce((sum, each) => sum + each.cases, 0);
print(
  `fuzz: ${total} cases in ${seconds.toFixed(1)} s (${Math.round(total / seconds)} a second), seed ${seed}, ${failures.length} failures`,
);
process.exitCode = failures.length === 0 ? 0 : 1;
