/** Changes of the store as records of a DynamoDB stream. */
import type { Value } from '../../lambdas/table/store.ts';
import type { Json, JsonObject } from '../template/json.ts';

/** A change of the store's log. */
export interface StreamChange {
  readonly sequence: number;
  readonly at: number;
  readonly event: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly key: { readonly pk: string; readonly sk: string };
  readonly image?: { readonly [name: string]: Value };
  readonly expired: boolean;
}

export type StreamRecord = JsonObject & { readonly eventID: string };

/** What the records of one stream share. */
export interface StreamShape {
  readonly arn: string;
  readonly region: string;
  readonly view: string;
}

/** The record of a change; without its image when only the filter's look at the keys is wanted. */
export function recordOf(change: StreamChange, stream: StreamShape, withImage: boolean): StreamRecord {
  const hasImage = withImage && change.image !== undefined && stream.view.startsWith('NEW');
  return {
    eventID: change.sequence.toString(16).padStart(32, '0'),
    eventName: change.event,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: stream.region,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(change.at / 1000),
      Keys: keysOf(change.key),
      ...(hasImage && { NewImage: marshalItem(change.image ?? {}) }),
      SequenceNumber: String(change.sequence).padStart(21, '0'),
      StreamViewType: stream.view,
    },
    ...(change.expired && { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }),
    eventSourceARN: stream.arn,
  };
}

export const keysOf = ({ pk, sk }: StreamChange['key']): JsonObject => ({ pk: { S: pk }, sk: { S: sk } });

function marshalItem(item: { readonly [name: string]: Value }): JsonObject {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, marshal(value)]));
}

function marshal(value: Value): Json {
  if (value === null) return { NULL: true };
  switch (typeof value) {
    case 'string':
      return { S: value };
    case 'number':
      return { N: String(value) };
    case 'boolean':
      return { BOOL: value };
    default:
      return isList(value) ? { L: value.map(marshal) } : { M: marshalItem(value) };
  }
}

const isList = (value: readonly Value[] | { readonly [name: string]: Value }): value is readonly Value[] =>
  Array.isArray(value);
