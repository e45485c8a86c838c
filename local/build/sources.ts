/** Tells whether sources changed since something was built from them. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const IGNORED = new Set(['node_modules', 'dist', 'cdk.out']);

/** A hash over names and contents of the files under `paths` (files or folders of `root`) and over `more`. */
export function hashSources(root: string, paths: readonly string[], more: string): string {
  const hash = createHash('sha256').update(more);
  for (const path of paths) addPath(join(root, path), path, hash);
  return hash.digest('hex');
}

function addPath(path: string, name: string, hash: ReturnType<typeof createHash>): void {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) {
    hash.update(`${name}\0`).update(readFileSync(path)).update('\0');
    return;
  }
  for (const entry of readdirSync(path).toSorted()) {
    if (!IGNORED.has(entry) && !entry.startsWith('.')) addPath(join(path, entry), `${name}/${entry}`, hash);
  }
}

export interface Product {
  /** File that remembers what was built from what. */
  readonly stamp: string;
  /** Hash of what it is built from. */
  readonly sources: string;
  /** Hash of what lies there now: others write there too (`npm run synth`, `npm run build`). */
  readonly output: () => string;
}

/**
 * Runs `build` unless its product lies there as it was built from the same sources. Of several processes that want the
 * same, one builds and the others wait for it.
 */
export async function whenChanged({ stamp, sources, output }: Product, build: () => Promise<void>): Promise<void> {
  const isFresh = (): boolean => existsSync(stamp) && readFileSync(stamp, 'utf8') === `${sources} ${output()}`;
  if (isFresh()) return;
  mkdirSync(dirname(stamp), { recursive: true });
  const release = await lock(`${stamp}.lock`);
  try {
    if (isFresh()) return;
    await build();
    writeFileSync(stamp, `${sources} ${output()}`);
  } finally {
    release();
  }
}

/** A lock that a killed holder left behind is taken over after this time. */
const LONGEST_BUILD_MS = 120_000;

/** Takes a lock between processes: a folder can be made only once. @returns what gives it back */
async function lock(path: string): Promise<() => void> {
  for (;;) {
    try {
      mkdirSync(path);
      return () => rmSync(path, { recursive: true, force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (age > LONGEST_BUILD_MS) rmSync(path, { recursive: true, force: true });
    else await delay(100);
  }
}
