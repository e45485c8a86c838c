/** The local runtime as a child process with data of its own: it can be killed and started again where it was. */
import { test } from '@playwright/test';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CDK_OUT } from './e2e-build.ts';

export interface ServerOptions {
  /** Messages that a person may send in ten seconds, when not the template's. */
  readonly sendLimit?: number;
}

const RUNTIME = join(import.meta.dirname, 'e2e-runtime.ts');

export class E2eServer {
  readonly #dataDir = mkdtempSync(join(tmpdir(), 'parley-e2e-'));
  readonly #sendLimit: string;
  #child: ChildProcess | undefined;
  #url = '';

  constructor({ sendLimit }: ServerOptions = {}) {
    this.#sendLimit = sendLimit === undefined ? '' : String(sendLimit);
  }

  get url(): string {
    return this.#url;
  }

  /** Starts on a free port; a second time on the same port and data. */
  async start(): Promise<void> {
    const port = this.#url === '' ? '0' : new URL(this.#url).port;
    const child = fork(RUNTIME, [CDK_OUT, this.#dataDir, port, this.#sendLimit], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [],
    });
    this.#child = child;
    this.#url = await new Promise<string>((resolve, reject) => {
      child.once('message', (message: { readonly url: string }) => resolve(message.url));
      child.once('exit', (code) => reject(new Error(`the runtime ended with ${code} before it was up`)));
    });
  }

  /** `kill -9`: nothing is said to anyone, nothing is flushed. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    rmSync(this.#dataDir, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  }
}

/** One runtime for all tests of a file. */
export function serve(options: ServerOptions = {}): E2eServer {
  const server = new E2eServer(options);
  test.beforeAll(() => server.start());
  test.afterAll(() => server.stop());
  return server;
}
