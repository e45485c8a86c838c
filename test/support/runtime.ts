/** The whole local runtime on the synthesised template, as `npm start` runs it. */
import { mkdirSync, mkdtempSync, rmSync, rmdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { HttpEvent, HttpResult } from '../../lambdas/dispatch/http.ts';
import { buildAll } from '../../local/build/build.ts';
import type { Mail } from '../../local/cognito/inbox.ts';
import type { LocalRuntime } from '../../local/start.ts';
import { startLocal } from '../../local/start.ts';
import { recordPermissions } from './permission-record.ts';
import type { Backend } from './server/browser.ts';

export interface Runtime extends Backend {
  readonly local: LocalRuntime;
  readonly url: string;
  stop(): Promise<void>;
}

/** Synthesises when sources changed, and starts on a free port with no data. */
export async function startRuntime(mode: 'embedded' | 'faithful'): Promise<Runtime> {
  const root = resolve(import.meta.dirname, '../..');
  const cdkOut = join(root, '.build', 'integration', 'cdk.out');
  await alone(`${cdkOut}.lock`, () => buildAll({ root, cdkOut, context: {}, say: () => undefined, web: false }));
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-runtime-'));
  const mails: Mail[] = [];
  const logs: string[] = [];
  const local = await startLocal({
    cdkOut,
    dataDir,
    durable: false,
    faithful: mode === 'faithful',
    onMail: (mail) => mails.push(mail),
    onLog: (line) => logs.push(JSON.stringify(line)),
  });
  const stop = async (): Promise<void> => {
    await local.stop();
    recordPermissions(local);
    rmSync(dataDir, { recursive: true });
  };
  return { local, url: local.url, mails, logs, http: (event) => request(local.url, event), stop };
}

const ABANDONED_MS = 120_000;

/** Test files run side by side, but only one builds: the others wait until the lock's folder is gone. */
async function alone(lock: string, work: () => Promise<void>): Promise<void> {
  mkdirSync(resolve(lock, '..'), { recursive: true });
  while (!taken(lock)) await pause(100);
  try {
    await work();
  } finally {
    rmdirSync(lock);
  }
}

function taken(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > ABANDONED_MS) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

/** What the edge itself says of a request is not the browser's to send. */
const OF_THE_EDGE = /^(x-parley-|cloudfront-)/;

/** Sends what would reach the function through the edge. */
async function request(url: string, event: HttpEvent): Promise<HttpResult> {
  const own = Object.entries(event.headers).filter(([name]) => !OF_THE_EDGE.test(name));
  const headers = new Headers(own.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  if (headers.has('origin')) headers.set('origin', url);
  if (event.cookies && event.cookies.length > 0) headers.set('cookie', event.cookies.join('; '));
  const response = await fetch(`${url}/api/${event.pathParameters?.['action'] ?? ''}`, {
    method: 'POST',
    headers,
    body: event.body ?? '',
  });
  return { statusCode: response.status, body: await response.text(), cookies: response.headers.getSetCookie() };
}
