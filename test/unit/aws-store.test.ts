import {
  BatchGetItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createStore } from '../../lambdas/aws/store.ts';
import type { Store } from '../../lambdas/table/store.ts';
import { understanding } from '../../lambdas/table/versions.ts';

const dynamo = mockClient(DynamoDBClient);
const key = { pk: 'a', sk: 'b' };
const attributes = { pk: { S: 'a' }, sk: { S: 'b' } };

let waits: number[];
let store: Store;
beforeEach(() => {
  dynamo.reset();
  waits = [];
  const clock = { wait: async (ms: number): Promise<void> => void waits.push(ms) };
  const random = { bytes: (count: number) => new Uint8Array(count).fill(0xff) };
  store = createStore({ client: new DynamoDBClient({ region: 'eu-central-1' }), tableName: 'table', clock, random });
});

/** An error as the SDK throws it. */
const failure = (name: string, status: number | undefined, rest: object = {}): Error =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode: status } }, rest);

const THROTTLED = failure('ProvisionedThroughputExceededException', 400);
const CONFLICT = failure('TransactionConflictException', 400);
const INTERNAL = failure('InternalServerError', 500);
const RESET = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
const TIMEOUT = failure('TimeoutError', undefined);
const REFUSED = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

const canceled = (...codes: readonly string[]): Error =>
  failure('TransactionCanceledException', 400, { CancellationReasons: codes.map((Code) => ({ Code })) });

const pair = [{ put: key }, { put: { pk: 'a', sk: 'c' } }];

describe('a busy table', () => {
  it.each([THROTTLED, CONFLICT, failure('ThrottlingException', 400), failure('RequestLimitExceeded', 400), REFUSED])(
    'is asked again, later each time: %s',
    async (error) => {
      dynamo.on(UpdateItemCommand).rejectsOnce(error).rejectsOnce(error).resolves({ Attributes: attributes });
      expect(await store.update({ update: key, changes: { add: { n: 1 } } })).toEqual(key);
      expect(waits).toEqual([20, 40]);
    },
  );

  it('is given up after six tries, with a hint when to come back', async () => {
    dynamo.on(PutItemCommand).rejects(THROTTLED);
    await expect(store.write([{ put: key }])).rejects.toMatchObject({ name: 'StoreUnavailable', retryAfterMs: 1000 });
    expect(dynamo.commandCalls(PutItemCommand)).toHaveLength(6);
    expect(waits).toEqual([20, 40, 80, 160, 320]);
  });

  it('is asked again after a transaction that met another one', async () => {
    dynamo.on(TransactWriteItemsCommand).rejectsOnce(canceled('None', 'TransactionConflict')).resolves({});
    await store.write(pair);
    expect(dynamo.commandCalls(TransactWriteItemsCommand)).toHaveLength(2);
  });

  it('waits a random part of its time', async () => {
    const random = { bytes: (count: number) => new Uint8Array(count).fill(0x7f) };
    const clock = { wait: async (ms: number): Promise<void> => void waits.push(ms) };
    const other = createStore({ client: new DynamoDBClient({}), tableName: 'table', clock, random });
    dynamo.on(GetItemCommand).rejectsOnce(THROTTLED).resolves({});
    await other.get(key);
    expect(waits).toEqual([10]);
  });
});

describe('a lost answer', () => {
  it.each([INTERNAL, RESET, TIMEOUT, failure('ServiceUnavailable', 503)])('repeats reads: %s', async (error) => {
    dynamo.on(GetItemCommand).rejectsOnce(error).resolves({ Item: attributes });
    dynamo
      .on(QueryCommand)
      .rejectsOnce(error)
      .resolves({ Items: [attributes] });
    expect(await store.get(key)).toEqual(key);
    expect(await store.query({ pk: 'a' })).toEqual({ items: [key] });
  });

  it.each([INTERNAL, RESET, TIMEOUT])('never repeats a count, a condition or a take: %s', async (error) => {
    dynamo.on(UpdateItemCommand).rejects(error).on(PutItemCommand).rejects(error).on(DeleteItemCommand).rejects(error);
    const unavailable = { name: 'StoreUnavailable', retryAfterMs: 300 };
    await expect(store.update({ update: key, changes: { add: { n: 1 } } })).rejects.toMatchObject(unavailable);
    await expect(store.write([{ put: key, if: { absent: 'pk' } }])).rejects.toMatchObject(unavailable);
    await expect(store.write([{ delete: key, if: { exists: 'n' } }])).rejects.toMatchObject(unavailable);
    await expect(store.take(key)).rejects.toMatchObject(unavailable);
    expect([dynamo.calls().length, waits]).toEqual([4, []]);
  });

  it('repeats them under the condition of a known version, too', async () => {
    const guarded = understanding(store);
    dynamo.on(PutItemCommand).rejectsOnce(TIMEOUT).resolves({}).on(UpdateItemCommand).rejectsOnce(TIMEOUT).resolves({});
    dynamo.on(DeleteItemCommand).rejectsOnce(TIMEOUT).resolves({});
    await guarded.write([{ put: key }]);
    await guarded.write([{ update: key, changes: { set: { n: 1 } } }]);
    await guarded.write([{ delete: key }]);
    expect(dynamo.calls()).toHaveLength(6);
  });

  it('repeats writes that are the same when done twice', async () => {
    dynamo.on(PutItemCommand).rejectsOnce(TIMEOUT).resolves({}).on(UpdateItemCommand).rejectsOnce(RESET).resolves({});
    await store.write([{ put: key }]);
    await store.write([{ update: key, changes: { set: { n: 1 } } }]);
    expect(dynamo.calls()).toHaveLength(4);
  });

  it('repeats a transaction under the token of its first try, and gives the next one another', async () => {
    dynamo.on(TransactWriteItemsCommand).rejectsOnce(TIMEOUT).resolves({});
    await store.write(pair);
    await store.write(pair);
    const tokens = dynamo.commandCalls(TransactWriteItemsCommand).map(({ args }) => args[0].input.ClientRequestToken);
    expect(tokens[0]).toMatch(/./);
    expect([tokens[1] === tokens[0], tokens[2] === tokens[0]]).toEqual([true, false]);
  });
});

describe('a refusal', () => {
  it('of a condition is told at once', async () => {
    dynamo.on(PutItemCommand).rejects(failure('ConditionalCheckFailedException', 400));
    const refused = store.write([{ put: key, if: { absent: 'pk' } }]);
    await expect(refused).rejects.toMatchObject({ name: 'ConditionFailed', reasons: ['condition'] });
  });

  it('of a transaction tells the reason of each write in order', async () => {
    const codes = ['None', 'ConditionalCheckFailed', 'TransactionConflict', 'ThrottlingError', 'Unheard'];
    dynamo.on(TransactWriteItemsCommand).rejects(canceled(...codes));
    const reasons = ['none', 'condition', 'conflict', 'throttled', 'other'];
    await expect(store.write(pair)).rejects.toMatchObject({ name: 'ConditionFailed', reasons });
    expect(waits).toEqual([]);
  });

  it.each([
    canceled('None', 'ValidationError'),
    failure('ValidationException', 400),
    failure('SerializationException', 400),
  ])('for a broken rule is a misuse: %s', async (error) => {
    dynamo.on(TransactWriteItemsCommand).rejects(error);
    await expect(store.write(pair)).rejects.toMatchObject({ name: 'StoreMisuse' });
    expect(waits).toEqual([]);
  });

  it.each(['AccessDeniedException', 'ResourceNotFoundException'])(
    'for a mistake in the deployment passes as it is: %s',
    async (name) => {
      dynamo.on(GetItemCommand).rejects(failure(name, 400));
      await expect(store.get(key)).rejects.toMatchObject({ name });
      expect(waits).toEqual([]);
    },
  );
});

describe('keys left unprocessed', () => {
  const other = { pk: { S: 'a' }, sk: { S: 'c' } };

  it('are asked for again until all are there', async () => {
    dynamo
      .on(BatchGetItemCommand)
      .resolvesOnce({ Responses: { table: [other] }, UnprocessedKeys: { table: { Keys: [attributes] } } })
      .resolves({ Responses: { table: [{ ...attributes, n: { N: '1' } }] } });
    const found = await store.getMany([key, { pk: 'a', sk: 'c' }], { consistent: true });
    expect(found).toEqual([
      { ...key, n: 1 },
      { pk: 'a', sk: 'c' },
    ]);
    const [, second] = dynamo.commandCalls(BatchGetItemCommand).map(({ args }) => args[0].input.RequestItems);
    expect(second).toEqual({ table: { Keys: [attributes], ConsistentRead: true } });
    expect(waits).toEqual([20]);
  });

  it('make the store unavailable when they never come', async () => {
    dynamo.on(BatchGetItemCommand).resolves({ UnprocessedKeys: { table: { Keys: [attributes] } } });
    await expect(store.getMany([key])).rejects.toMatchObject({ name: 'StoreUnavailable' });
    expect(dynamo.commandCalls(BatchGetItemCommand)).toHaveLength(6);
  });
});
