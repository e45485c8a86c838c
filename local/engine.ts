/** What both modes of the runtime have in common: what they are given, what they bring, the store and the user pool. */
import { join } from 'node:path';
import type { Ports } from '../lambdas/ports/index.ts';
import { type Cognito, startCognito } from './cognito/cognito.ts';
import type { Mail } from './cognito/inbox.ts';
import { settingsFromTemplate } from './cognito/settings.ts';
import type { SocketApiServer } from './gateway/socket-api.ts';
import type { LocalFunction } from './lambda/local-function.ts';
import type { LambdaService } from './lambda/service.ts';
import { systemClock, systemRandom } from './ports.ts';
import { corsFromTemplate } from './s3/cors.ts';
import { type S3, startS3 } from './s3/server.ts';
import { keepBrokenLog, type LocalStore, openStore, type TableShape } from './store/index.ts';
import type { GivenUp } from './streams/consumer.ts';
import { TemplateError } from './template/json.ts';
import type { SystemModel, TableModel } from './template/model.ts';

/** Secret access key of every function here: requests never leave the machine. */
export const LOCAL_SECRET = 'local';

export interface EngineOptions {
  readonly system: SystemModel;
  readonly dataDir: string;
  readonly durable: boolean;
  readonly pollMs: number;
  /** Filled with the functions of the template. */
  readonly functions: Map<string, LocalFunction>;
  readonly lambda: LambdaService;
  readonly gateway: SocketApiServer | undefined;
  readonly log: Ports['log'];
  readonly onMail: (mail: Mail) => void;
  readonly onGivenUp: (batch: GivenUp) => void;
  /** A DynamoDB-compatible endpoint in place of the one that faithful mode starts. */
  readonly dynamodbEndpoint: string | undefined;
}

/** Which granted actions were used; the lines name function, action and resource. */
export interface PermissionReport {
  readonly used: readonly string[];
  readonly unused: readonly string[];
  /** Calls that a role did not allow. */
  readonly denied: readonly string[];
}

/** What a mode of the runtime brings. */
export interface Engine {
  readonly store: LocalStore;
  /** Domain names of AWS endpoints that browsers use → local URLs. */
  readonly endpoints: ReadonlyMap<string, string>;
  readonly inbox: (limit?: number) => Promise<readonly Mail[]>;
  readonly permissions: () => PermissionReport;
  readonly stop: () => Promise<void>;
}

export function tableShape(table: TableModel): TableShape {
  const indexes = table.indexes.flatMap(({ name, partitionKey, sortKey }) =>
    sortKey === undefined ? [] : [[name, { partitionKey, sortKey }] as const],
  );
  return {
    indexes: Object.fromEntries(indexes),
    ...(table.timeToLive !== undefined && { timeToLive: table.timeToLive }),
  };
}

/** @throws DamagedStore, StoreInUse */
export function openLocalStore(table: TableModel, { dataDir, durable, log }: EngineOptions): LocalStore {
  const path = join(dataDir, 'parley.db');
  const broken = keepBrokenLog(path, durable);
  if (broken !== undefined) log.warn('store.damaged', { problem: broken });
  return openStore({ path, durable, now: () => systemClock.now(), table: tableShape(table) });
}

/** The user pool; `listen` serves its HTTP endpoint, too. */
export function startPool(options: EngineOptions, store: LocalStore, listen: boolean): Promise<Cognito> {
  const [pool] = options.system.userPools;
  if (pool === undefined) throw new TemplateError('the template has no user pool');
  const settings = settingsFromTemplate({ userPoolId: pool.poolId, clientId: pool.clientId }, pool.pool, pool.client);
  return startCognito({
    settings,
    store,
    clock: systemClock,
    random: systemRandom,
    deliver: (mail) => options.onMail(mail),
    ...(listen && { listen: { port: 0 } }),
  });
}

/** The buckets that the stack does not fill itself, on an origin of their own. */
export function startBuckets({ system, dataDir }: EngineOptions): Promise<S3> {
  const buckets = uploadBuckets(system).map(({ name, properties }) => ({ name, cors: corsFromTemplate(properties) }));
  const names = new Set([...system.functions.values()].map(({ name }) => name));
  return startS3({
    directory: join(dataDir, 'files'),
    buckets,
    secretOf: (accessKeyId) => (names.has(accessKeyId) ? LOCAL_SECRET : undefined),
    now: () => systemClock.now(),
    port: 0,
  });
}

/** Domain names of the buckets that browsers talk to → the local URL. */
export const bucketEndpoints = (system: SystemModel, url: string): ReadonlyMap<string, string> =>
  new Map(uploadBuckets(system).flatMap(({ domains }) => domains.map((domain) => [domain, url] as const)));

const uploadBuckets = (system: SystemModel) => system.buckets.filter(({ deployments }) => deployments.length === 0);

/** The one table of the template. @throws TemplateError */
export function onlyTable(system: SystemModel): TableModel {
  const [table, second] = system.tables;
  if (table === undefined || second !== undefined)
    throw new TemplateError(`the template has ${system.tables.length} tables; the local runtime runs exactly one`);
  return table;
}
