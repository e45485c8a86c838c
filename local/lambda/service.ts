/** The Lambda stand-in: who may be invoked by whom, and asynchronous invocations with their retries. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../../lambdas/ports/index.ts';
import { FunctionFailed, type Invoker } from '../gateway/invoker.ts';
import { matches } from '../support/wildcard.ts';
import type { InvokePermission } from '../template/model.ts';
import type { LocalFunction } from './local-function.ts';

/** Lambda's limit for the payload of an asynchronous invocation. */
const LARGEST_EVENT = 256 * 1024;
const LONGEST_MS = 900_000;

export interface LambdaService extends Invoker {
  /** By ARN or name. */
  find(nameOrArn: string): LocalFunction | undefined;
  /** Queues an event. It runs at least once; failures are retried, then logged and dropped. @throws Error when it is too large */
  enqueue(functionArn: string, payload: string): void;
  /** Waits for what runs, at most `ms`, and ends the functions. */
  stop(ms: number): Promise<void>;
}

export interface LambdaServiceOptions {
  readonly functions: ReadonlyMap<string, LocalFunction>;
  readonly permissions: readonly InvokePermission[];
  readonly log: Log;
  /** Pauses before the retries of an asynchronous invocation. */
  readonly retryDelaysMs: readonly number[];
}

export function createLambdaService({
  functions,
  permissions,
  log,
  retryDelaysMs,
}: LambdaServiceOptions): LambdaService {
  const running = new Set<Promise<unknown>>();
  const stopping = new AbortController();

  const invoke: Invoker['invoke'] = (functionArn, event, timeoutMs) => {
    const found = functions.get(functionArn);
    return found === undefined
      ? Promise.reject(new FunctionFailed('missing', `there is no function ${functionArn}`))
      : found.invoke(event, timeoutMs);
  };

  async function runAsync(functionArn: string, payload: string): Promise<void> {
    for (const wait of [...retryDelaysMs, undefined]) {
      try {
        await invoke(functionArn, JSON.parse(payload), LONGEST_MS);
        return;
      } catch (error) {
        if (wait === undefined) log.error('function.event-dropped', error, { function: functionArn });
        else await delay(wait, undefined, { ref: false, signal: stopping.signal });
      }
    }
  }

  return {
    invoke,
    permits: (functionArn, source) =>
      permissions.some(
        (permission) =>
          permission.functionArn === functionArn &&
          permission.principal === 'apigateway.amazonaws.com' &&
          (permission.sourceArn === undefined || matches(permission.sourceArn, source)),
      ),
    find: (nameOrArn) =>
      functions.get(nameOrArn.replace(/:\$LATEST$/, '')) ??
      [...functions.values()].find(({ model }) => model.name === nameOrArn),
    enqueue: (functionArn, payload) => {
      if (Buffer.byteLength(payload) > LARGEST_EVENT) throw new RequestTooLarge();
      const call = runAsync(functionArn, payload).catch(() => undefined);
      running.add(call);
      void call.finally(() => running.delete(call));
    },
    stop: async (ms) => {
      await Promise.race([Promise.all(running), delay(ms, undefined, { ref: false })]);
      stopping.abort();
      await Promise.all([...functions.values()].map((fn) => fn.stop()));
    },
  };
}

class RequestTooLarge extends Error {
  override readonly name = 'RequestEntityTooLargeException';
  constructor() {
    super('the payload of an asynchronous invocation may have 256 KB');
  }
}
