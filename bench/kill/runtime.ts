/** The local runtime as a process that can be killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { within } from './within.ts';

/** A first start builds the web app and synthesises. */
const START_MS = 120_000;

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/**
 * Starts the runtime and resolves when it answers; `before` is a command that runs it.
 * @throws with its output when it exits instead
 */
export async function startRuntime(
  port: number,
  dataDir: string,
  more: readonly string[] = [],
  before: readonly string[] = [],
): Promise<ChildProcess> {
  const own = [process.execPath, 'local/run.ts', '--port', String(port), '--data', dataDir, ...more];
  const [command = '', ...args] = [...before, ...own];
  const child = spawn(command, args, {
    cwd: new URL('../..', import.meta.url),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A benchmark that fails half-way leaves nothing running.
  process.on('exit', () => child.kill('SIGKILL'));
  let output = '';
  child.stdout.on('data', (part: Buffer) => (output += String(part)));
  child.stderr.on('data', (part: Buffer) => (output += String(part)));
  const exited = once(child, 'exit').then(() => {
    throw new Error(`the runtime ended:\n${output}`);
  });
  exited.catch(() => {}); // it matters only while we wait for the start
  await Promise.race([exited, answers(port)]);
  return child;
}

const answers = (port: number): Promise<void> =>
  within(START_MS, `the runtime on port ${port} to answer`, () =>
    fetch(`http://localhost:${port}/`).then(
      (response) => response.ok,
      () => false,
    ),
  );

export async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
