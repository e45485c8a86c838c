/** A store whose process was killed, its files as a bad disk leaves them, and what opening it comes to. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TABLE } from '../../../lambdas/table/schema.ts';
import { type Cursor, isStoreUnavailable } from '../../../lambdas/table/store.ts';
import { keepBrokenLog, type LocalStore, openStore } from '../../../local/store/index.ts';

/** All was read; what is missing was told; the store did not open; what is damaged was met while reading. */
export type Outcome = 'all' | 'told' | 'refused' | 'met';

const PK = 'round-1';

/** Writes pairs from a process of its own and kills it in the middle. @returns how many it had acknowledged, at least `pairs` */
export async function killedStore(folder: string, pairs: number): Promise<number> {
  const child = fork(join(import.meta.dirname, 'killed-writer.ts'), [databaseIn(folder), '1'], { execArgv: [] });
  let acknowledged = 0;
  await new Promise<void>((resolve) => {
    child.on('message', () => {
      acknowledged += 1;
      if (acknowledged === pairs) resolve();
    });
  });
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  return acknowledged;
}

export const databaseIn = (folder: string): string => join(folder, 'parley.db');
export const logIn = (folder: string): string => `${databaseIn(folder)}-wal`;

export function copyStore(from: string, to: string): string {
  mkdirSync(to);
  for (const name of readdirSync(from)) if (!name.endsWith('-shm')) copyFileSync(join(from, name), join(to, name));
  return to;
}

/** Changes bytes of a file in place. */
export function change(path: string, how: (bytes: Buffer) => unknown): void {
  const bytes = readFileSync(path);
  how(bytes);
  writeFileSync(path, bytes);
}

/** Length of a file without the zeros at its end. */
export function writtenLength(path: string): number {
  const bytes = readFileSync(path);
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return end;
}

const contents = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder)
      .filter((name) => !name.endsWith('-shm'))
      .map((name) => [name, statSync(join(folder, name)).isFile() ? readFileSync(join(folder, name), 'base64') : '']),
  );

/** Opens the store and reads everything. @throws Error when data is missing and nobody said so, or when files were changed that must not be */
export async function opening(folder: string, acknowledged: number): Promise<Outcome> {
  const before = contents(folder);
  const warning = keepBrokenLog(databaseIn(folder), true);
  let store: LocalStore | undefined;
  try {
    store = openStore({ path: databaseIn(folder), table: TABLE, now: Date.now, durable: false });
    const read = await countOf(store);
    if (warning === undefined && read < 2 * acknowledged) throw new Error(`${read} of ${2 * acknowledged}, silently`);
  } catch (error) {
    if (!named(error, folder)) throw error;
    if (store !== undefined) return 'met';
    const after = contents(folder);
    const changed = [...before].filter(([name, bytes]) => after.get(name) !== bytes);
    if (changed.length > 0)
      throw new Error(`refused, and changed: ${changed.map(([name]) => name).join()}`, { cause: error });
    return 'refused';
  } finally {
    store?.close();
  }
  if (warning === undefined) return 'all';
  const kept = contents(folder).get('parley.db-wal.broken');
  if (!warning.includes(logIn(folder)) || kept !== before.get('parley.db-wal'))
    throw new Error('no copy of what is damaged');
  return 'told';
}

/** A refusal that says which file is meant. */
const named = (error: unknown, folder: string): boolean =>
  error instanceof Error &&
  (error.name === 'DamagedStore' || isStoreUnavailable(error)) &&
  error.message.includes(databaseIn(folder));

async function countOf(store: LocalStore): Promise<number> {
  let count = 0;
  for (let from: Cursor | undefined; ;) {
    const page = await store.query({ pk: PK, ...(from && { from }) });
    count += page.items.length;
    from = page.next;
    if (from === undefined) return count;
  }
}
