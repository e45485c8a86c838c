/** Everything that runs on the store's own time: stream consumers, trimming of the change log, the time-to-live sweep. */
import type { Log } from '../../lambdas/ports/index.ts';
import type { Invoker } from '../gateway/invoker.ts';
import { createGrants } from '../iam/grants.ts';
import type { LocalStore } from '../store/index.ts';
import { asObject, type JsonObject } from '../template/json.ts';
import type { StreamMapping, SystemModel, TableModel } from '../template/model.ts';
import { changeSource } from './change-source.ts';
import { filterOf, looksAtImages } from './filter.ts';
import { keysOf, recordOf, type StreamChange, type StreamShape } from './records.ts';
import { type Consumer, type GivenUp, startConsumer } from './consumer.ts';

/** How often DynamoDB streams are polled. */
export const POLL_MS = 250;
const TRIM_MS = 1000;
const SWEEP_MS = 60_000;
const SWEEP_AT_ONCE = 500;

export interface StreamsOptions {
  readonly system: SystemModel;
  readonly table: TableModel;
  readonly store: LocalStore;
  readonly invoker: Invoker;
  readonly log: Log;
  readonly pollMs: number;
  readonly now: () => number;
  readonly onGivenUp: (batch: GivenUp) => void;
}

export interface Streams {
  stop(): Promise<void>;
}

/** What a mapping's function must be allowed to do with the stream. */
export const STREAM_ACTIONS = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
/** What it must be allowed to do with the queue of failures. */
export const FAILURE_ACTION = 'sqs:SendMessage';

/**
 * The mappings of a table's stream whose function may read it; the others are logged, as AWS refuses to create them.
 * A destination of failures that the function may not write to is left out.
 */
export function readableMappings(system: SystemModel, table: TableModel, log: Log): readonly StreamMapping[] {
  return system.mappings.flatMap((mapping) => {
    if (mapping.streamArn !== table.streamArn || table.streamView === undefined) return [];
    const grants = createGrants(system.functions.get(mapping.functionArn)?.statements ?? []);
    const missing = STREAM_ACTIONS.find((action) => !grants.allows(action, table.streamArn));
    if (missing !== undefined) log.warn('stream.not-readable', { mapping: mapping.id, missing });
    if (missing !== undefined) return [];
    const { failureDestination } = mapping;
    if (failureDestination === undefined || grants.allows(FAILURE_ACTION, failureDestination)) return [mapping];
    log.warn('stream.failures-not-kept', { mapping: mapping.id, missing: FAILURE_ACTION });
    return [{ ...mapping, failureDestination: undefined }];
  });
}

export function startStreams(options: StreamsOptions): Streams {
  const { system, table, store, log, now } = options;
  const stream = { arn: table.streamArn, region: system.region, view: table.streamView ?? 'NEW_IMAGE' };
  const mappings = readableMappings(system, table, log);
  store.keepOnly(wantedBy(mappings, stream));
  const sources = mappings.map((mapping) => ({
    mapping,
    source: changeSource(store, mapping, stream),
  }));
  const consumers = sources.map(({ mapping, source }): Consumer => startConsumer({ ...options, mapping, source }));
  const trim = (): Promise<void> =>
    store.trimChanges(Math.min(store.lastSequence, ...sources.map(({ source }) => source.committed)));
  const timers = [
    repeat(TRIM_MS, trim, log),
    repeat(SWEEP_MS, () => store.sweep(Math.floor(now() / 1000), SWEEP_AT_ONCE), log),
  ];
  return {
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(consumers.map((consumer) => consumer.stop()));
    },
  };
}

/** What some mapping would hand on: a change that nobody is to see costs a message more than a row of its own. */
function wantedBy(mappings: readonly StreamMapping[], stream: StreamShape) {
  if (mappings.length === 0) return () => false;
  const all = mappings.some(({ filters }) => filters.length === 0 || looksAtImages(filters));
  const wanted = filterOf(mappings.flatMap(({ filters }) => filters));
  const likenesses = new Map<string, Likeness>();
  return (event: StreamChange['event'], key: StreamChange['key'], expired: boolean): boolean => {
    if (all) return true;
    const name = expired ? 'EXPIRE' : event;
    const like = likenesses.get(name) ?? likenessOf({ sequence: 0, at: 0, event, key, expired }, stream);
    likenesses.set(name, like);
    return wanted({ ...like.record, dynamodb: { ...like.detail, Keys: keysOf(key) } });
  };
}

/** A record without image: others of its kind differ in nothing but numbers and keys. */
interface Likeness {
  readonly record: JsonObject;
  readonly detail: JsonObject;
}

const likenessOf = (change: StreamChange, stream: StreamShape): Likeness => {
  const record = recordOf(change, stream, false);
  return { record, detail: asObject(record['dynamodb']) };
};

const repeat = (everyMs: number, work: () => Promise<unknown>, log: Log): NodeJS.Timeout =>
  setInterval(() => {
    work().catch((error: unknown) => log.error('housekeeping.failed', error));
  }, everyMs).unref();
