/** The table's stream: heals pushes that were lost between commit and post. */
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { inAws } from './aws/in-aws.ts';
import { failingQuietly } from './dispatch/failing-quietly.ts';
import { repairPushes, type Written } from './flows/repair-pushes.ts';
import type { Ports } from './ports/index.ts';
import { Memory } from './ports/memory.ts';
import type { Env } from './runtime/config.ts';
import { sequenceKey } from './table/schema.ts';

type Handler = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;

/** Tips are small and rare: no audience is too large for this invocation. */
const settings = { fanOutThreshold: Number.POSITIVE_INFINITY };

export function create(ports: Ports, _env: Env): Handler {
  const memory = new Memory();
  return failingQuietly(ports.log, async ({ Records }) => {
    const wires = { ...ports, settings, memory, now: ports.clock.now() };
    const failed = (error: unknown): void => ports.log.error('repair failed', error);
    const records = await repairPushes(wires, Records.flatMap(writtenOf), failed);
    return { batchItemFailures: records.map((itemIdentifier) => ({ itemIdentifier })) };
  });
}

function writtenOf({ eventName, dynamodb }: DynamoDBRecord): readonly Written[] {
  const { pk, sk } = dynamodb?.Keys ?? {};
  const place = eventName === 'INSERT' && pk?.S && sk?.S ? sequenceKey(pk.S, sk.S) : undefined;
  if (!place) return [];
  const image = dynamodb?.NewImage;
  const isMessage = image?.['type']?.S === 'message' && image['notice'] === undefined;
  return [{ ...place, isMessage, record: dynamodb?.SequenceNumber ?? '' }];
}

export const handler: Handler = inAws(create);
