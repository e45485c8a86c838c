/** Embedded mode: store, user pool and functions in this process, joined by the ports. */
import type { Ports } from '../lambdas/ports/index.ts';
import type { Gateway } from '../lambdas/delivery/gateway.ts';
import {
  bucketEndpoints,
  type Engine,
  type EngineOptions,
  onlyTable,
  openLocalStore,
  startBuckets,
  startPool,
} from './engine.ts';
import { guardPorts, taskTarget } from './iam/guarded-ports.ts';
import { embeddedFunction } from './lambda/embedded-function.ts';
import type { LambdaService } from './lambda/service.ts';
import { systemClock, systemRandom } from './ports.ts';
import { startStreams } from './streams/service.ts';
import type { FunctionModel, SystemModel } from './template/model.ts';

export async function startEmbedded(options: EngineOptions): Promise<Engine> {
  const { system, functions, lambda, log } = options;
  const table = onlyTable(system);
  const store = openLocalStore(table, options);
  try {
    const cognito = await startPool(options, store, false);
    const s3 = await startBuckets(options);
    const ports: Omit<Ports, 'tasks'> = {
      store,
      gateway: options.gateway ?? NO_GATEWAY,
      identity: cognito.identity,
      clock: systemClock,
      random: systemRandom,
      log,
    };
    for (const model of system.functions.values()) {
      const onLate = (error: Error): void => log.error('function.works-after-its-end', error, { function: model.name });
      const own = guardPorts({ ...ports, tasks: tasksOf(model, system, lambda) }, model, system, onLate);
      functions.set(model.arn, embeddedFunction(model, own, log));
    }
    const streams = startStreams({ ...options, table, store, invoker: lambda, now: () => systemClock.now() });
    return {
      store,
      endpoints: bucketEndpoints(system, s3.url),
      inbox: (limit) => cognito.inbox.list(limit),
      permissions: () => ({ used: [], unused: [], denied: [] }),
      stop: async () => {
        await streams.stop();
        await cognito.stop();
        await s3.stop();
        store.close();
      },
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

const tasksOf = (model: FunctionModel, system: SystemModel, lambda: LambdaService): Ports['tasks'] => {
  const target = taskTarget(model, system);
  return {
    fanOut: async (payload) => {
      if (target !== undefined) lambda.enqueue(target.arn, payload);
    },
  };
};

/** A template without a WebSocket API: nobody is connected. */
const NO_GATEWAY: Gateway = {
  post: (ids) => Promise.resolve(ids),
  close: () => Promise.resolve(),
};
