import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { tableDefinition } from './table-definition.ts';
import type { TableShape } from './table-shape.ts';

/** The database of faithful mode does not run. The message says what to do. */
class DynoxideFailed extends Error {
  override readonly name = 'DynoxideFailed';
}

export interface DynoxideOptions {
  /** File that keeps the data. */
  readonly path: string;
  readonly tableName: string;
  readonly table: TableShape;
  /** Told when the process ended by itself and was started again. */
  readonly onRestart?: () => void;
}

export interface Dynoxide {
  /** DynamoDB API on loopback, without TLS. Any credentials will do. */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Ends with its standard input, so that it never outlives the process that started it, however that one ends. */
const WATCHED = 'exec 3<&0; "$@" 3<&- & child=$!; (cat <&3 >&3; kill $child) 2>&- >&- & wait $child';

const READY_MS = 10_000;
const RESTART_MS = 50;

/** Starts dynoxide on a free port with one table, and starts it again whenever it aborts. */
export const startDynoxide = async (options: DynoxideOptions): Promise<Dynoxide> => {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  let stopping = false;
  let child = launch(options.path, port);
  const watch = (): void => {
    child.once('exit', () => {
      child.stdin?.end();
      if (!stopping) void relaunch();
    });
  };
  const relaunch = async (): Promise<void> => {
    await setTimeout(RESTART_MS, undefined, { ref: false });
    if (stopping) return;
    child = launch(options.path, port);
    watch();
    options.onRestart?.();
  };
  const stop = async (): Promise<void> => {
    stopping = true;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.stdin?.end();
    await ended;
  };
  try {
    await untilReady(child, endpoint, options.path);
    await call(endpoint, 'CreateTable', tableDefinition(options.tableName, options.table));
  } catch (error) {
    await stop();
    throw error;
  }
  watch();
  return { endpoint, stop };
};

const launch = (path: string, port: number): ChildProcess => {
  const server = [binary(), 'serve', '--host', '127.0.0.1', '--port', String(port), '--db-path', path];
  const child = spawn('sh', ['-c', WATCHED, 'sh', ...server], { stdio: ['pipe', 'ignore', 'ignore'] });
  child.stdin?.on('error', () => undefined);
  return child;
};

const binary = (): string => {
  try {
    const manifest = createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json');
    return join(dirname(manifest), 'dynoxide');
  } catch (error) {
    const advice = 'give the address of another DynamoDB-compatible endpoint in PARLEY_DYNAMODB_ENDPOINT';
    throw new DynoxideFailed(`dynoxide is not installed (it exists for Linux on x64): ${advice}`, { cause: error });
  }
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
};

const untilReady = async (child: ChildProcess, endpoint: string, path: string): Promise<void> => {
  const deadline = performance.now() + READY_MS;
  for (;;) {
    if (child.exitCode !== null)
      throw new DynoxideFailed(
        `dynoxide cannot open ${path} (it ended with code ${child.exitCode}): the file may be damaged, or the disk full. ` +
          'Nothing was thrown away. Restore the folder from a backup, move it away, or start with --reset to begin with an empty one.',
      );
    const answered = await call(endpoint, 'ListTables', {}).catch(() => undefined);
    if (answered !== undefined) return;
    if (performance.now() > deadline) throw new Error(`dynoxide does not answer at ${endpoint}`);
    await setTimeout(10);
  }
};

/** One call of the API; a table that exists already is fine. */
const call = async (endpoint: string, operation: string, input: object): Promise<unknown> => {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      // Looked at, never verified.
      'x-amz-date': '20260101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  if (!response.ok && !text.includes('ResourceInUseException')) throw new Error(`${operation}: ${text}`);
  return text;
};
