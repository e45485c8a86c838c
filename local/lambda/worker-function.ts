/** One function of the template in a worker of its own: the bundle's own `handler` with the real SDK. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Log } from '../../lambdas/ports/index.ts';
import { FunctionFailed } from '../gateway/invoker.ts';
import type { FunctionModel } from '../template/model.ts';
import type { LocalFunction } from './local-function.ts';
import type { FromWorker, ToWorker, WorkerSetup } from './worker-messages.ts';

interface Call {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: FunctionFailed) => void;
}

/** A worker with what it has to do. */
interface Sandbox {
  readonly worker: Worker;
  readonly calls: Map<number, Call>;
  readonly ready: Promise<void>;
}

export interface WorkerFunctionOptions {
  readonly model: FunctionModel;
  /** The whole environment of the worker. */
  readonly environment: Readonly<Record<string, string>>;
  readonly log: Log;
  /** One line of what the function printed. */
  readonly onOutput: (line: string) => void;
}

export function workerFunction({ model, environment, log, onOutput }: WorkerFunctionOptions): LocalFunction {
  let current: Sandbox | undefined;
  let stopped = false;
  let lastId = 0;

  function boot(): Sandbox {
    const dot = model.handler.lastIndexOf('.');
    const setup: WorkerSetup = {
      bundle: pathToFileURL(join(model.directory, `${model.handler.slice(0, dot)}.mjs`)).href,
      exportName: model.handler.slice(dot + 1),
    };
    const worker = new Worker(new URL('worker.ts', import.meta.url), {
      workerData: setup,
      env: { ...environment },
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    createInterface({ input: worker.stdout }).on('line', onOutput);
    createInterface({ input: worker.stderr }).on('line', onOutput);
    const calls = new Map<number, Call>();
    const ready = new Promise<void>((resolve, reject) => {
      worker.on('message', (message: FromWorker) => {
        if ('ready' in message) resolve();
        else settle(calls, message);
      });
      // A crash ends the sandbox with everything that ran in it; the next invocation gets a new one.
      const end = (error: unknown): void => {
        if (current?.worker === worker) current = undefined;
        const failure = new FunctionFailed('init', error instanceof Error ? error.message : 'the sandbox ended');
        reject(failure);
        for (const call of calls.values()) call.reject(failure);
        calls.clear();
      };
      worker.on('error', (error) => {
        log.error('function.crashed', error, { function: model.name });
        end(error);
      });
      worker.on('exit', end);
    });
    ready.catch(() => undefined);
    return { worker, calls, ready };
  }

  function settle(calls: Map<number, Call>, message: Exclude<FromWorker, { ready: true }>): void {
    const call = calls.get(message.id);
    calls.delete(message.id);
    if (message.ok) {
      call?.resolve(JSON.parse(message.result));
      return;
    }
    const cause = Object.assign(new Error(message.message), { name: message.errorType, stack: message.stack });
    log.error('function.failed', cause, { function: model.name });
    call?.reject(new FunctionFailed('error', message.message, message.errorType));
  }

  /** Takes the sandbox out of use, as AWS does after a timeout; what else runs in it may end first. */
  function condemn(sandbox: Sandbox): void {
    if (current === sandbox) current = undefined;
    if (sandbox.calls.size === 0) void sandbox.worker.terminate();
    else setTimeout(() => void sandbox.worker.terminate(), model.timeoutMs).unref();
  }

  function send(sandbox: Sandbox, event: unknown, timeoutMs: number): Promise<unknown> {
    const id = (lastId += 1);
    const ownLimit = model.timeoutMs <= timeoutMs;
    const message: ToWorker = {
      id,
      event: JSON.stringify(event),
      context: {
        functionName: model.name,
        invokedFunctionArn: model.arn,
        awsRequestId: randomUUID(),
        memoryLimitInMB: String(model.memoryMb),
      },
    };
    return new Promise((resolve, reject) => {
      const late = (): void => {
        sandbox.calls.delete(id);
        if (!ownLimit) return reject(new FunctionFailed('integration-timeout', 'Endpoint request timed out'));
        const failure = new FunctionFailed(
          'function-timeout',
          `Task timed out after ${model.timeoutMs / 1000} seconds`,
        );
        log.error('function.timed-out', failure, { function: model.name });
        condemn(sandbox);
        reject(failure);
      };
      const timer = setTimeout(late, ownLimit ? model.timeoutMs : timeoutMs);
      const finish =
        <T>(next: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(timer);
          next(value);
        };
      sandbox.calls.set(id, { resolve: finish(resolve), reject: finish(reject) });
      // oxlint-disable-next-line require-post-message-target-origin -- a worker thread has no origin
      sandbox.worker.postMessage(message);
    });
  }

  return {
    model,
    warm: async () => {
      current ??= boot();
      await current.ready.catch(() => undefined);
    },
    invoke: async (event, timeoutMs) => {
      if (stopped) throw new FunctionFailed('missing', `${model.name} was stopped`);
      const sandbox = (current ??= boot());
      await sandbox.ready;
      return send(sandbox, event, timeoutMs);
    },
    stop: async () => {
      const sandbox = current;
      stopped = true;
      current = undefined;
      await sandbox?.worker.terminate();
    },
  };
}
