/** Runs inside a function's own worker: its bundle's `handler`, with its own environment, as AWS would start it. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FromWorker, ToWorker, WorkerSetup } from './worker-messages.ts';

const { bundle, exportName }: WorkerSetup = workerData;
const port = parentPort;
if (port === null) throw new Error('this module runs in a worker only');
const answer = (message: FromWorker): void => port.postMessage(message);

const described = (error: unknown): { readonly errorType: string; readonly message: string; readonly stack: string } =>
  error instanceof Error
    ? { errorType: error.name, message: error.message, stack: error.stack ?? '' }
    : { errorType: 'Error', message: String(error), stack: '' };

const module: Readonly<Record<string, unknown>> = await import(bundle);
const handler = module[exportName];
if (typeof handler !== 'function') throw new TypeError(`${bundle} does not export ${exportName}`);

port.on('message', ({ id, event, context }: ToWorker) => {
  const run = async (): Promise<unknown> => handler(JSON.parse(event), context);
  run().then(
    (result) => answer({ id, ok: true, result: JSON.stringify(result) ?? 'null' }),
    (error: unknown) => answer({ id, ok: false, ...described(error) }),
  );
});
answer({ ready: true });
