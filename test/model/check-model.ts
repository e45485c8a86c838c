import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Variant } from './variants.ts';

const run = promisify(execFile);
const MODEL = resolve('test/model/sequence.pml');
/** More than the deepest run. spin gives up beyond it, which fails. */
const DEPTH = '10000';

export interface Outcome {
  /** Null when it came out as it must. */
  readonly problem: string | null;
  /** What spin found; null: nothing. */
  readonly found: string | null;
  readonly states: number;
  readonly seconds: number;
}

/** @throws Error when spin or a C compiler is missing, saying what to install */
export async function needsSpin(): Promise<void> {
  try {
    await Promise.all([run('spin', ['-V']), run('gcc', ['--version'])]);
  } catch {
    throw new Error('The model is checked by spin and gcc. Install both: apt-get install spin gcc libc6-dev');
  }
}

/** Checks every state that the variant can come to. */
export async function checkVariant(variant: Variant): Promise<Outcome> {
  const cwd = mkdtempSync(join(tmpdir(), 'parley-model-'));
  const began = performance.now();
  try {
    await run('spin', ['-a', ...variant.defines.map((name) => `-D${name}`), MODEL], { cwd });
    const optimised = variant.finds ? '-O1' : '-O2';
    await run('gcc', ['-w', optimised, '-DSAFETY', '-DCOLLAPSE', '-DMEMLIM=2000', '-o', 'pan', 'pan.c'], { cwd });
    const { stdout } = await run('./pan', [`-m${DEPTH}`], { cwd, maxBuffer: 10_000_000 });
    return { ...judge(variant, stdout), seconds: (performance.now() - began) / 1_000 };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** What pan's report says against what must come of the variant. */
function judge({ finds }: Variant, report: string): Omit<Outcome, 'seconds'> {
  const errors = Number(/errors: (\d+)/.exec(report)?.[1] ?? Number.NaN);
  const states = Number(/(\d+) states, stored/.exec(report)?.[1] ?? 0);
  const found = /^pan:\d+: (.*)$/m.exec(report)?.[1] ?? null;
  const isWhole = !/max search depth too small|memory limit|Search not completed/.test(report);
  const told = found ?? 'nothing';
  if (Number.isNaN(errors)) return { problem: `no verdict: ${report.slice(0, 400)}`, found, states };
  if (!finds) return { problem: errors === 0 && isWhole ? null : `found ${told}`, found, states };
  const isFound = errors > 0 && found !== null && finds.test(found);
  return { problem: isFound ? null : `must find ${String(finds)}, found ${told}`, found, states };
}
