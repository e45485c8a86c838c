/** One function of the template, run in this process: its bundle's `create(ports, env)`. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Log, Ports } from '../../lambdas/ports/index.ts';
import { FunctionFailed } from '../gateway/invoker.ts';
import { type Invocation, invocations } from '../iam/invocation.ts';
import type { FunctionModel } from '../template/model.ts';
import type { LocalFunction } from './local-function.ts';

type Handler = (event: unknown) => unknown;
type Create = (ports: Ports, env: Readonly<Record<string, string | undefined>>) => Handler;

/** Makes each start import its own copy of the bundles, with module state of its own, as each sandbox has. */
let generation = 0;

export function embeddedFunction(model: FunctionModel, ports: Ports, log: Log): LocalFunction {
  let ready: Handler | undefined;
  let starting: Promise<Handler> | undefined;

  const init = (): Promise<Handler> => {
    starting ??= load(model, ports).then(
      (handler) => (ready = handler),
      (error: unknown) => {
        // AWS tries again with the next invocation.
        starting = undefined;
        log.error('function.init-failed', error, { function: model.name });
        throw new FunctionFailed('init', messageOf(error));
      },
    );
    return starting;
  };

  return {
    model,
    warm: async () => void (await init().catch(() => undefined)),
    invoke: (event, timeoutMs) =>
      ready === undefined
        ? init().then((handler) => run(model, handler, event, timeoutMs, log))
        : run(model, ready, event, timeoutMs, log),
    stop: () => Promise.resolve(),
  };
}

async function load(model: FunctionModel, ports: Ports): Promise<Handler> {
  const file = `${model.handler.slice(0, model.handler.lastIndexOf('.'))}.mjs`;
  const url = pathToFileURL(join(model.directory, file));
  url.searchParams.set('start', String((generation += 1)));
  const bundle: { readonly create?: Create } = await import(url.href);
  if (typeof bundle.create !== 'function') throw new TypeError(`${model.name}: the bundle does not export create`);
  return bundle.create(ports, {
    ...model.environment,
    AWS_LAMBDA_FUNCTION_NAME: model.name,
    AWS_REGION: model.arn.split(':')[3],
  });
}

function run(model: FunctionModel, handler: Handler, event: unknown, timeoutMs: number, log: Log): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const invocation: Invocation = { functionName: model.name, settled: false };
    const ownLimit = model.timeoutMs <= timeoutMs;
    const late = (): void => {
      if (ownLimit) invocation.settled = true;
      reject(timedOut(model, ownLimit, log));
    };
    const timer = setTimeout(late, ownLimit ? model.timeoutMs : timeoutMs);
    const settle = (): void => {
      invocation.settled = true;
      clearTimeout(timer);
    };
    const succeed = (result: unknown): void => {
      settle();
      resolve(result);
    };
    const fail = (error: unknown): void => {
      settle();
      log.error('function.failed', error, { function: model.name });
      reject(new FunctionFailed('error', messageOf(error), error instanceof Error ? error.name : undefined));
    };
    // `async` so that a handler that throws at once rejects, too.
    invocations.run(invocation, async () => handler(event)).then(succeed, fail);
  });
}

function timedOut(model: FunctionModel, ownLimit: boolean, log: Log): FunctionFailed {
  if (!ownLimit) return new FunctionFailed('integration-timeout', 'Endpoint request timed out');
  const failure = new FunctionFailed('function-timeout', `Task timed out after ${model.timeoutMs / 1000} seconds`);
  log.error('function.timed-out', failure, { function: model.name });
  return failure;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
