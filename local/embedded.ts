/** Embedded mode: store, user pool and functions in this process, joined by the ports. */
import type { Ports } from '../lambdas/ports/index.ts';
import type { Gateway } from '../lambdas/delivery/gateway.ts';
import { type Cognito, startCognito } from './cognito/cognito.ts';
import type { Mail } from './cognito/inbox.ts';
import { settingsFromTemplate } from './cognito/settings.ts';
import { guardPorts, taskTarget } from './iam/guarded-ports.ts';
import { embeddedFunction } from './lambda/embedded-function.ts';
import type { LocalFunction } from './lambda/local-function.ts';
import type { LambdaService } from './lambda/service.ts';
import { systemClock, systemRandom } from './ports.ts';
import type { PermissionReport } from './start.ts';
import { type LocalStore, openStore } from './store/index.ts';
import type { GivenUp } from './streams/consumer.ts';
import { startStreams } from './streams/service.ts';
import { TemplateError } from './template/json.ts';
import type { FunctionModel, SystemModel, TableModel } from './template/model.ts';

export interface EngineOptions {
  readonly system: SystemModel;
  readonly databasePath: string;
  readonly durable: boolean;
  readonly pollMs: number;
  /** Filled with the functions of the template. */
  readonly functions: Map<string, LocalFunction>;
  readonly lambda: LambdaService;
  readonly gateway: Gateway | undefined;
  readonly log: Ports['log'];
  readonly onMail: (mail: Mail) => void;
  readonly onGivenUp: (batch: GivenUp) => void;
}

/** What a mode of the runtime brings. */
export interface Engine {
  readonly store: LocalStore;
  /** Domain names of AWS endpoints that browsers use → local URLs. */
  readonly endpoints: ReadonlyMap<string, string>;
  inbox(limit?: number): Promise<readonly Mail[]>;
  permissions(): PermissionReport;
  stop(): Promise<void>;
}

export async function startEmbedded(options: EngineOptions): Promise<Engine> {
  const { system, functions, lambda, log } = options;
  const [table] = system.tables;
  if (table === undefined) throw new TemplateError('the template has no table');
  const store = openLocalStore(table, options);
  try {
    const cognito = await startPool(system, store, options.onMail);
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
    const streams = startStreams({ ...options, table, store, invoker: lambda, now: systemClock.now });
    return {
      store,
      endpoints: new Map(),
      inbox: (limit) => cognito.inbox.list(limit),
      permissions: () => ({ used: [], unused: [], denied: [] }),
      stop: async () => {
        await streams.stop();
        await cognito.stop();
        store.close();
      },
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

export function openLocalStore(table: TableModel, { databasePath, durable }: EngineOptions): LocalStore {
  const indexes = table.indexes.flatMap(({ name, partitionKey, sortKey }) =>
    sortKey === undefined ? [] : [[name, { partitionKey, sortKey }] as const],
  );
  return openStore({
    path: databasePath,
    durable,
    now: systemClock.now,
    table: {
      indexes: Object.fromEntries(indexes),
      ...(table.timeToLive !== undefined && { timeToLive: table.timeToLive }),
    },
  });
}

function startPool(system: SystemModel, store: LocalStore, deliver: (mail: Mail) => void): Promise<Cognito> {
  const [pool] = system.userPools;
  if (pool === undefined) throw new TemplateError('the template has no user pool');
  const settings = settingsFromTemplate({ userPoolId: pool.poolId, clientId: pool.clientId }, pool.pool, pool.client);
  return startCognito({ settings, store, clock: systemClock, random: systemRandom, deliver });
}

const tasksOf = (model: FunctionModel, system: SystemModel, lambda: LambdaService): Ports['tasks'] => ({
  fanOut: async (payload) => {
    const target = taskTarget(model, system);
    if (target !== undefined) lambda.enqueue(target.arn, payload);
  },
});

/** A template without a WebSocket API: nobody is connected. */
const NO_GATEWAY: Gateway = {
  post: (ids) => Promise.resolve(ids),
  close: () => Promise.resolve(),
};
