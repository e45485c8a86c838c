/** A DynamoDB stream read through its API as the source of a stream consumer. */
import type { LocalStore } from '../store/index.ts';
import { asList, asObject, asText, textAt } from '../template/json.ts';
import type { StreamMapping } from '../template/model.ts';
import { callDynamo } from './call-dynamo.ts';
import type { StreamSource, Waiting } from '../streams/consumer.ts';
import { filterOf } from '../streams/filter.ts';
import type { StreamShape } from '../streams/records.ts';

export interface StreamSourceOptions {
  readonly endpoint: string;
  readonly tableName: string;
  readonly mapping: StreamMapping;
  readonly stream: StreamShape;
  /** Keeps the checkpoints. */
  readonly store: Pick<LocalStore, 'checkpoint' | 'saveCheckpoint'>;
}

/** Reads the first shard: local endpoints have one. Checkpoints need sequence numbers that a double can hold. */
export async function apiStreamSource({
  endpoint,
  tableName,
  mapping,
  stream,
  store,
}: StreamSourceOptions): Promise<StreamSource> {
  const known = store.checkpoint(mapping.id);
  const wanted = filterOf(mapping.filters);
  let iterator = await openIterator(endpoint, tableName, known, mapping.startsAtLatest);
  let position = known;
  let committed = known;
  return {
    read: async (limit) => {
      const { Records, NextShardIterator } = await callDynamo(endpoint, 'DynamoDBStreams_20120810.GetRecords', {
        ShardIterator: iterator,
        Limit: limit,
      });
      iterator = asText(NextShardIterator) ?? (await openIterator(endpoint, tableName, position, false));
      const records: Waiting[] = [];
      for (const raw of asList(Records).map(asObject)) {
        const sequence = Number(asObject(raw['dynamodb'])['SequenceNumber']);
        position = Number.isSafeInteger(sequence) ? sequence : position + 1;
        const record = {
          ...raw,
          awsRegion: stream.region,
          eventSourceARN: stream.arn,
          eventID: asText(raw['eventID']) ?? '',
        };
        if (wanted(record)) records.push({ record, position });
      }
      return { records, position, more: asList(Records).length >= limit };
    },
    commit: async (handled) => {
      if (handled <= committed) return;
      committed = handled;
      await store.saveCheckpoint(mapping.id, handled);
    },
  };
}

async function openIterator(endpoint: string, tableName: string, after: number, latest: boolean): Promise<string> {
  const { Streams } = await callDynamo(endpoint, 'DynamoDBStreams_20120810.ListStreams', { TableName: tableName });
  const StreamArn = textAt(asObject(asList(Streams)[0])['StreamArn'], 'StreamArn');
  const { StreamDescription } = await callDynamo(endpoint, 'DynamoDBStreams_20120810.DescribeStream', { StreamArn });
  const ShardId = textAt(asObject(asList(asObject(StreamDescription)['Shards']).at(-1))['ShardId'], 'ShardId');
  const start =
    after > 0
      ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: String(after) }
      : { ShardIteratorType: latest ? 'LATEST' : 'TRIM_HORIZON' };
  const { ShardIterator } = await callDynamo(endpoint, 'DynamoDBStreams_20120810.GetShardIterator', {
    StreamArn,
    ShardId,
    ...start,
  });
  return textAt(ShardIterator, 'ShardIterator');
}
