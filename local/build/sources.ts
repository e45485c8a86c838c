/** Tells whether sources changed since something was built from them. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

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

/** Runs `build` unless `output` was built from sources with the same hash; `stamp` remembers it. */
export async function whenChanged(
  stamp: string,
  output: string,
  hash: string,
  build: () => Promise<void>,
): Promise<void> {
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  await build();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}
