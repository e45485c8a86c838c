/** Faithful mode: the handlers' own SDK clients, each call checked against the role of the function. */
import { describe, expect, test } from 'vitest';
import type { LocalRuntime } from '../../../local/start.ts';
import { FAITHFUL_BUNDLES } from './faithful-bundles.ts';
import { call, connect, start, type StartOptions, until } from './harness.ts';

const startFaithful = (options: StartOptions = {}): Promise<LocalRuntime> =>
  start({ bundles: FAITHFUL_BUNDLES, faithful: true, ...options });

const output = (runtime: LocalRuntime, fn: string): readonly string[] =>
  runtime.logLines
    .filter(({ event, fields }) => event === 'function.output' && fields['function'] === fn)
    .map(({ fields }) => String(fields['line']));

/** Id of the one connection, from the stream that the record of its $connect runs through. */
async function connectionId(runtime: LocalRuntime): Promise<string> {
  const line = await until(() => output(runtime, 'Repair').find((text) => text.includes('CONNECT')));
  return /"sk":\{"S":"M#([^"]+)"/.exec(line)?.[1] ?? '';
}

test('the SDK reaches the table, the stream its consumer', async () => {
  const runtime = await startFaithful();
  expect(await call(runtime, 'put', { pk: 'A' })).toMatchObject({ status: 200 });
  expect(JSON.parse((await call(runtime, 'get', { pk: 'A' })).body)).toEqual({
    Item: { pk: { S: 'A' }, sk: { S: 'M#1' } },
  });
  const line = await until(() => output(runtime, 'Repair')[0]);
  expect(JSON.parse(line).given.Records).toMatchObject([
    { eventName: 'INSERT', dynamodb: { Keys: { pk: { S: 'A' } }, NewImage: { pk: { S: 'A' } } } },
  ]);
});

test('the SDK reaches connections and functions', async () => {
  const runtime = await startFaithful();
  const client = await connect(runtime);
  const id = await connectionId(runtime);
  expect(await call(runtime, 'post', { id, frame: 'hello' })).toMatchObject({ status: 200 });
  expect(await client.received(1)).toEqual(['hello']);
  expect(await call(runtime, 'close', { id })).toMatchObject({ status: 200 });
  expect(await client.closed).toMatchObject({ code: 1000 });
  expect(JSON.parse((await call(runtime, 'post', { id, frame: 'late' })).body)).toMatchObject({
    name: 'GoneException',
  });
  await call(runtime, 'task', { name: 'x' });
  expect(JSON.parse(await until(() => output(runtime, 'FanOut')[0]))).toEqual({ given: { name: 'x' } });
});

test('each function has its own environment', async () => {
  const runtime = await startFaithful();
  const { variables } = JSON.parse((await call(runtime, 'environment')).body);
  expect(variables).toEqual(expect.arrayContaining(['TABLE', 'FAN_OUT', 'AWS_REGION', 'AWS_ACCESS_KEY_ID']));
  expect(variables).not.toContain('HOME');
});

describe('a permission that the role lacks', () => {
  test.each([
    ['dynamodb:PutItem', 'put', { pk: 'A' }],
    ['dynamodb:PutItem', 'transact', { pk: 'A' }],
    ['dynamodb:ConditionCheckItem', 'transact', { pk: 'A' }],
    ['execute-api:ManageConnections', 'close', { id: 'x' }],
    ['lambda:InvokeFunction', 'task', {}],
  ])('%s: %s is denied', async (action, stub, input) => {
    const runtime = await startFaithful({
      change: ({ Resources }) => {
        const policy = Resources['HttpPolicy'];
        if (policy)
          policy.Properties = JSON.parse(JSON.stringify(policy.Properties).replace(`"${action}"`, '"none:Nothing"'));
      },
    });
    const answer = await call(runtime, stub, input);
    expect(answer.status).toBe(500);
    expect(JSON.parse(answer.body)).toMatchObject({ name: 'AccessDeniedException' });
    expect(answer.body).toContain(action);
    expect(runtime.permissions().denied).toEqual([expect.stringMatching(`^Http ${action} `)]);
  });
});

test('grants that nothing used are reported', async () => {
  const runtime = await startFaithful();
  await call(runtime, 'transact', { pk: 'A' });
  const report = await (await fetch(`${runtime.url}/dev/permissions`)).json();
  const used: string[] = report.used;
  expect(used.filter((line) => line.startsWith('Http '))).toEqual([
    expect.stringMatching(/^Http dynamodb:ConditionCheckItem .*table\/Table$/),
    expect.stringMatching(/^Http dynamodb:PutItem /),
  ]);
  expect(used).toContainEqual(expect.stringMatching(/^Repair dynamodb:GetRecords .*\/stream\//));
  expect(report.unused).toContainEqual(expect.stringMatching(/^Repair sqs:SendMessage .*Failures$/));
  expect(report.unused).toContainEqual(expect.stringMatching(/^Http dynamodb:Query /));
  expect(report.unused).toContainEqual(expect.stringMatching(/^Socket dynamodb:PutItem /));
  expect(report.unused).not.toContainEqual(expect.stringMatching(/^Http dynamodb:PutItem /));
  expect(report.denied).toEqual([]);
});

test('a function that throws, crashes or hangs does no harm to others or to what follows', async () => {
  const runtime = await startFaithful({ limits: { httpTimeoutMs: 60_000 } });
  expect(await call(runtime, 'fail')).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' });
  expect(await call(runtime, 'exit')).toMatchObject({ status: 500 });
  expect(await call(runtime, 'get', { pk: 'A' })).toMatchObject({ status: 200 });
  expect(await call(runtime, 'hang')).toMatchObject({ status: 500 });
  expect(runtime.logLines.map(({ event }) => event)).toContain('function.timed-out');
  expect(await call(runtime, 'get', { pk: 'A' })).toMatchObject({ status: 200 });
});

test('a bundle that does not load fails every call, and says why', async () => {
  const runtime = await startFaithful({ bundles: { ...FAITHFUL_BUNDLES, Http: 'throw new Error("planned failure")' } });
  expect(await call(runtime, 'get', { pk: 'A' })).toMatchObject({ status: 500 });
  expect(runtime.logLines.map(({ error }) => String(error))).toContainEqual(expect.stringContaining('planned failure'));
});

test('throttled posts are told to the SDK', async () => {
  const runtime = await startFaithful();
  await connect(runtime);
  const id = await connectionId(runtime);
  runtime.switches.throttledPosts = 1;
  expect(JSON.parse((await call(runtime, 'post', { id, frame: 'x' })).body)).toMatchObject({
    name: 'LimitExceededException',
  });
});
