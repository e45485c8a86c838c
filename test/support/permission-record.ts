/** What functions did with their roles in faithful mode, kept over all runs of the integration suite. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LocalRuntime } from '../../local/start.ts';
import type { SystemModel } from '../../local/template.ts';

const FOLDER = resolve(import.meta.dirname, '../../.build/permissions');

type Report = ReturnType<LocalRuntime['permissions']>;

interface Run extends Report {
  /** Tells templates with other roles apart: tests plant mistakes in copies. */
  readonly roles: string;
}

export const rolesOf = ({ functions }: SystemModel): string =>
  createHash('sha256')
    .update(JSON.stringify([...functions.values()].map(({ name, statements }) => [name, statements])))
    .digest('hex');

/** Keeps a run in faithful mode; one in embedded mode has nothing to tell. */
export function recordPermissions({ system, permissions }: LocalRuntime): void {
  const report = permissions();
  if (report.used.length + report.unused.length + report.denied.length === 0) return;
  mkdirSync(FOLDER, { recursive: true });
  const run: Run = { roles: rolesOf(system), ...report };
  writeFileSync(join(FOLDER, `${randomUUID()}.json`), JSON.stringify(run));
}

/** The runs that were recorded after `since` (epoch milliseconds); older ones are thrown away. */
export function recordedRuns(since: number): readonly Run[] {
  if (!existsSync(FOLDER)) return [];
  return readdirSync(FOLDER).flatMap((name) => {
    const file = join(FOLDER, name);
    if (statSync(file).mtimeMs >= since) return [JSON.parse(readFileSync(file, 'utf8')) as Run];
    rmSync(file);
    return [];
  });
}
