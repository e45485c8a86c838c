/** Starts the runtime on a fixture and talks to it as a browser would. */
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { type LocalOptions, type LocalRuntime, startLocal } from '../../../local/start.ts';
import { type Fixture, type FixtureOptions, writeFixture } from './fixture.ts';

const PATIENCE_MS = 20_000;

export type StartOptions = FixtureOptions & Partial<LocalOptions>;

/** A runtime that stops with the test. */
export async function start(options: StartOptions = {}): Promise<LocalRuntime> {
  return startOn(writeFixture(options), options);
}

export async function startOn(fixture: Fixture, options: Partial<LocalOptions> = {}): Promise<LocalRuntime> {
  const runtime = await startLocal({ durable: false, pollMs: 5, retryDelaysMs: [1, 1], ...fixture, ...options });
  onTestFinished(() => runtime.stop());
  return runtime;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** Calls a stub action over HTTP. */
export async function call(
  runtime: LocalRuntime,
  action: string,
  input: unknown = {},
  init: RequestInit = {},
): Promise<Answer> {
  const response = await fetch(`${runtime.url}/api/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof input === 'string' ? input : JSON.stringify(input),
    ...init,
  });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

export interface Client {
  readonly socket: WebSocket;
  readonly frames: readonly string[];
  /** Id of the connection, as the server knows it. */
  id(): Promise<string>;
  /** Waits until that many frames have come. */
  received(count: number): Promise<readonly string[]>;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
}

/** Connects with a ticket. @throws Error `Unexpected server response: <status>` when it is refused */
export async function connect(runtime: LocalRuntime, query = '?ticket=good'): Promise<Client> {
  const socket = new WebSocket(`${runtime.url.replace('http', 'ws')}/ws${query}`, {
    origin: runtime.url,
    handshakeTimeout: PATIENCE_MS,
  });
  const frames: string[] = [];
  socket.on('message', (data: Buffer) => frames.push(data.toString()));
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
  });
  const received = async (count: number): Promise<readonly string[]> => {
    await until(() => frames.length >= count);
    return frames;
  };
  const id = async (): Promise<string> => {
    const before = frames.length;
    socket.send('who am I');
    await received(before + 1);
    return JSON.parse(frames[before] ?? '').requestContext.connectionId;
  };
  return { socket, frames, id, received, closed };
}

/** Waits for a condition. @throws Error that quotes it when it does not come about in time */
export async function until<T>(condition: () => T | Promise<T>): Promise<NonNullable<T>> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > deadline) throw new Error(`waited in vain (${PATIENCE_MS} ms) for ${String(condition)}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Items that the stub functions wrote under a partition key. */
export async function items(
  runtime: LocalRuntime,
  pk: string,
  prefix = '',
): Promise<readonly Record<string, unknown>[]> {
  const page = await runtime.store.query(prefix === '' ? { pk } : { pk, sk: { beginsWith: prefix } });
  return page.items;
}
