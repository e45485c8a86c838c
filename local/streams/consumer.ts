/** Feeds one function from a stream, as an event source mapping does: filter, window, batches, retries, checkpoint. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../../lambdas/ports/index.ts';
import type { Invoker } from '../gateway/invoker.ts';
import type { StreamMapping } from '../template/model.ts';
import type { StreamRecord } from './records.ts';

/** A record that passed the filters, and how far the stream was read to find it. */
export interface Waiting {
  readonly record: StreamRecord;
  readonly position: number;
}

interface Read {
  readonly records: readonly Waiting[];
  readonly position: number;
  /** True when there may be more right now. */
  readonly more: boolean;
}

/** Where records come from, and where it is kept how far they were handled. */
export interface StreamSource {
  /** Filtered records that are new, at most about `limit`; `position` is how far was read. */
  read(limit: number): Promise<Read>;
  /** Everything up to `position` was handled. `final`: write it down now. */
  commit(position: number, final?: boolean): Promise<void>;
}

/** A batch that was given up: what the failure destination would get. */
export interface GivenUp {
  readonly mapping: string;
  readonly destination: string | undefined;
  readonly records: readonly StreamRecord[];
}

export interface ConsumerOptions {
  readonly mapping: StreamMapping;
  readonly source: StreamSource;
  readonly invoker: Invoker;
  readonly log: Log;
  readonly pollMs: number;
  readonly onGivenUp: (batch: GivenUp) => void;
}

const READ_AT_ONCE = 1000;
const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 10_000;
const LONGEST_INVOCATION_MS = 900_000;

export interface Consumer {
  stop(): Promise<void>;
}

export function startConsumer(options: ConsumerOptions): Consumer {
  const stopping = new AbortController();
  const done = loop(options, stopping.signal).catch((error: unknown) => {
    if (!stopping.signal.aborted) options.log.error('stream.stopped', error, { mapping: options.mapping.id });
  });
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

async function loop(options: ConsumerOptions, signal: AbortSignal): Promise<void> {
  const { mapping, source, pollMs } = options;
  let waiting: Waiting[] = [];
  let since = 0;
  let handled = 0;
  while (!signal.aborted) {
    const read = await source.read(READ_AT_ONCE);
    if (waiting.length === 0) since = Date.now();
    waiting.push(...read.records);
    while (waiting.length >= mapping.batchSize || (waiting.length > 0 && Date.now() - since >= mapping.windowMs)) {
      const batch = waiting.slice(0, mapping.batchSize);
      await handle(options, batch, signal);
      waiting = waiting.slice(mapping.batchSize);
      handled = batch.at(-1)?.position ?? handled;
      since = Date.now();
    }
    if (waiting.length === 0) handled = read.position;
    await source.commit(handled);
    if (!read.more) await delay(pollMs, undefined, { ref: false, signal }).catch(() => undefined);
  }
  await source.commit(handled, true);
}

/** Invokes until the batch is done or given up; a failing batch is halved when the mapping says so. */
async function handle(options: ConsumerOptions, batch: readonly Waiting[], signal: AbortSignal): Promise<void> {
  const { mapping, log } = options;
  let rest = batch;
  for (let attempt = 0; rest.length > 0; attempt += 1) {
    const failed = await attemptOnce(options, rest);
    if (failed.length === 0) return;
    if (mapping.bisect && failed.length > 1) {
      const middle = Math.ceil(failed.length / 2);
      await handle(options, failed.slice(0, middle), signal);
      await handle(options, failed.slice(middle), signal);
      return;
    }
    rest = failed;
    if (attempt >= mapping.retries || isTooOld(rest, mapping.maxAgeMs)) {
      const records = rest.map(({ record }) => record);
      options.onGivenUp({ mapping: mapping.id, destination: mapping.failureDestination, records });
      log.warn('stream.batch-given-up', { mapping: mapping.id, records: records.length });
      return;
    }
    await delay(Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt), undefined, { ref: false, signal });
  }
}

/** One invocation. @returns the records that have to come again. */
async function attemptOnce(options: ConsumerOptions, batch: readonly Waiting[]): Promise<readonly Waiting[]> {
  const { mapping, invoker } = options;
  try {
    const event = { Records: batch.map(({ record }) => record) };
    const result = await invoker.invoke(mapping.functionArn, event, LONGEST_INVOCATION_MS);
    return mapping.reportsItems ? fromFirstFailure(batch, result) : [];
  } catch {
    return batch;
  }
}

/** The records from the lowest reported sequence number on. */
function fromFirstFailure(batch: readonly Waiting[], result: unknown): readonly Waiting[] {
  const failures: readonly unknown[] =
    typeof result === 'object' &&
    result !== null &&
    'batchItemFailures' in result &&
    Array.isArray(result.batchItemFailures)
      ? result.batchItemFailures
      : [];
  const names = new Set(
    failures.map((failure) =>
      typeof failure === 'object' && failure !== null && 'itemIdentifier' in failure
        ? failure.itemIdentifier
        : undefined,
    ),
  );
  const first = batch.findIndex(({ record }) => names.has(sequenceOf(record)));
  return first < 0 ? [] : batch.slice(first);
}

const detail = (record: StreamRecord | undefined, name: string): unknown => {
  const dynamodb = record?.['dynamodb'];
  return typeof dynamodb === 'object' && dynamodb !== null
    ? Object.entries(dynamodb).find(([key]) => key === name)?.[1]
    : undefined;
};

const sequenceOf = (record: StreamRecord): unknown => detail(record, 'SequenceNumber');

const isTooOld = (batch: readonly Waiting[], maxAgeMs: number): boolean =>
  Date.now() - Number(detail(batch[0]?.record, 'ApproximateCreationDateTime') ?? 0) * 1000 > maxAgeMs;
