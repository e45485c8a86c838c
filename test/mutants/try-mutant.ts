import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Mutant, Verdict } from './mutant.ts';

export interface Tried {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
  readonly seconds: number;
}

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));
/** A mutant that hangs is given up: nobody noticed it. */
const MOST_MS = 180_000;

/** Plants the bug in a process of its own: the tree stays as it is, and many can run side by side. */
export function tryMutant(mutant: Mutant): Promise<Tried> {
  const began = performance.now();
  return new Promise((resolve) => {
    const child = fork(CHILD, [mutant.id], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [],
      timeout: MOST_MS,
    });
    let verdict: Verdict | null = null;
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('message', (message) => (verdict = message as Verdict));
    child.on('close', (code, signal) => {
      const why = signal ? 'it never ended' : `it ended with ${code}: ${said.trim()}`;
      const seconds = (performance.now() - began) / 1_000;
      resolve({ mutant, verdict: verdict ?? { caught: false, by: why, seed: null }, seconds });
    });
  });
}

/** Tries many, so many at a time, and tells of each as it ends. */
export async function tryAll(
  mutants: readonly Mutant[],
  workers: number,
  ended: (tried: Tried) => void,
): Promise<readonly Tried[]> {
  const waiting = [...mutants];
  const all: Tried[] = [];
  const work = async (): Promise<void> => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const tried = await tryMutant(mutant);
      all.push(tried);
      ended(tried);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return all;
}
