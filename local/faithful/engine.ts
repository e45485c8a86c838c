/** Faithful mode: the bundles' own handlers in workers, the real SDK against endpoints on this machine, roles checked. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  bucketEndpoints,
  type Engine,
  type EngineOptions,
  LOCAL_SECRET,
  onlyTable,
  openLocalStore,
  startBuckets,
  startPool,
  tableShape,
} from '../engine.ts';
import { workerFunction } from '../lambda/worker-function.ts';
import { startDynoxide } from '../store/index.ts';
import { tableDefinition } from '../store/table-definition.ts';
import { type Consumer, startConsumer } from '../streams/consumer.ts';
import { FAILURE_ACTION, readableMappings, STREAM_ACTIONS } from '../streams/service.ts';
import type { FunctionModel, TableModel } from '../template/model.ts';
import { callDynamo, DynamoRefused } from './call-dynamo.ts';
import { startProxy } from './proxy.ts';
import { apiStreamSource } from './stream-source.ts';
import { createUsage, type Usage } from './usage.ts';

type Stop = () => Promise<void> | void;

export async function startFaithful(options: EngineOptions): Promise<Engine> {
  const { system, functions, lambda, log, gateway } = options;
  const table = onlyTable(system);
  const store = openLocalStore(table, options);
  const stops: Stop[] = [() => store.close()];
  const stop = async (): Promise<void> => {
    for (const step of stops.splice(0).toReversed()) await step();
  };
  try {
    const cognito = await startPool(options, store, true);
    stops.push(() => cognito.stop());
    const s3 = await startBuckets(options);
    stops.push(() => s3.stop());
    const dynamodb = await startDatabase(table, options, stops);
    const usage = createUsage(system);
    const proxy = await startProxy({ system, usage, dynamodb, cognito: cognito.url ?? '', gateway, lambda });
    stops.push(() => proxy.stop());
    const stage = system.socketApis[0]?.stage ?? '';
    for (const model of system.functions.values()) {
      const onOutput = (line: string): void => log.warn('function.output', { function: model.name, line });
      const environment = environmentOf(model, proxy.url, s3.url, stage);
      functions.set(model.arn, workerFunction({ model, environment, log, onOutput }));
    }
    const consumers = await startConsumers(table, dynamodb, store, usage, options);
    stops.push(async () => void (await Promise.all(consumers.map((consumer) => consumer.stop()))));
    return {
      store,
      endpoints: bucketEndpoints(system, s3.url),
      inbox: (limit) => cognito.inbox.list(limit),
      permissions: usage.report,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startDatabase(table: TableModel, options: EngineOptions, stops: Stop[]): Promise<string> {
  if (options.dynamodbEndpoint !== undefined) {
    await createTable(options.dynamodbEndpoint, table);
    return options.dynamodbEndpoint;
  }
  const folder = join(options.dataDir, 'dynamodb');
  mkdirSync(folder, { recursive: true });
  const dynoxide = await startDynoxide({
    path: join(folder, 'dynoxide.db'),
    tableName: table.name,
    table: tableShape(table),
    onRestart: () => options.log.warn('dynoxide.restarted'),
  });
  stops.push(() => dynoxide.stop());
  return dynoxide.endpoint;
}

/** A table that exists already is fine. */
async function createTable(endpoint: string, table: TableModel): Promise<void> {
  const definition = tableDefinition(table.name, tableShape(table));
  await callDynamo(endpoint, 'DynamoDB_20120810.CreateTable', definition).catch((error: unknown) => {
    if (!(error instanceof DynamoRefused && error.type === 'ResourceInUseException')) throw error;
  });
}

/** The template's variables and those that Lambda itself sets; the access key id names the function. */
const environmentOf = (
  model: FunctionModel,
  proxy: string,
  s3: string,
  stage: string,
): Readonly<Record<string, string>> => ({
  ...model.environment,
  AWS_REGION: model.arn.split(':')[3] ?? '',
  AWS_DEFAULT_REGION: model.arn.split(':')[3] ?? '',
  AWS_ACCESS_KEY_ID: model.name,
  AWS_SECRET_ACCESS_KEY: LOCAL_SECRET,
  AWS_LAMBDA_FUNCTION_NAME: model.name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(model.memoryMb),
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_ENDPOINT_URL: proxy,
  AWS_ENDPOINT_URL_DYNAMODB: proxy,
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: proxy,
  AWS_ENDPOINT_URL_LAMBDA: proxy,
  AWS_ENDPOINT_URL_S3: s3,
  AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI: `${proxy}/${stage}`,
  TZ: ':UTC',
});

async function startConsumers(
  table: TableModel,
  endpoint: string,
  store: Engine['store'],
  usage: Usage,
  options: EngineOptions,
): Promise<readonly Consumer[]> {
  const { system, lambda, log } = options;
  const stream = { arn: table.streamArn, region: system.region, view: table.streamView ?? 'NEW_IMAGE' };
  return Promise.all(
    readableMappings(system, table, log).map(async (mapping) => {
      const functionName = system.functions.get(mapping.functionArn)?.name ?? '';
      const use = (action: string, resource: string): void => usage.record(functionName, { action, resource }, true);
      const source = await apiStreamSource({ endpoint, tableName: table.name, mapping, stream, store });
      for (const action of STREAM_ACTIONS) use(action, table.streamArn);
      use('dynamodb:ListStreams', '*');
      const onGivenUp: EngineOptions['onGivenUp'] = (batch) => {
        if (batch.destination !== undefined) use(FAILURE_ACTION, batch.destination);
        options.onGivenUp(batch);
      };
      return startConsumer({ ...options, mapping, source, invoker: lambda, onGivenUp });
    }),
  );
}
