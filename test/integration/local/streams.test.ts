import { expect, test } from 'vitest';
import { writeFixture } from './fixture.ts';
import { call, items, start, startOn, until } from './harness.ts';

const seen = async (runtime: Awaited<ReturnType<typeof start>>): Promise<readonly unknown[]> =>
  (await items(runtime, 'SEEN')).map(({ sk }) => sk);

test('inserts that the filter lets through reach the function, with their image', async () => {
  const runtime = await start();
  await call(runtime, 'put', { pk: 'C#1', sk: 'META', n: 1 });
  await call(runtime, 'put', { pk: 'C#1', sk: 'M#1', n: 1, list: [true, null, { deep: 'x' }] });
  // A change of an item is no insert.
  await call(runtime, 'put', { pk: 'C#1', sk: 'M#1', n: 2 });
  await call(runtime, 'put', { pk: 'C#1', sk: 'E#2' });
  await until(async () => (await seen(runtime)).length === 2);
  expect(await seen(runtime)).toEqual(['C#1|E#2', 'C#1|M#1']);
  const [, record] = await items(runtime, 'SEEN');
  expect(JSON.parse(String(record?.['record']))).toMatchObject({
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    dynamodb: {
      Keys: { pk: { S: 'C#1' }, sk: { S: 'M#1' } },
      NewImage: { n: { N: '1' }, list: { L: [{ BOOL: true }, { NULL: true }, { M: { deep: { S: 'x' } } }] } },
      StreamViewType: 'NEW_IMAGE',
    },
  });
});

test('a poisonous record is given up, its neighbours are handled', async () => {
  const runtime = await start({
    change: ({ Resources }) =>
      Object.assign(Resources['RepairMapping']?.Properties ?? {}, { MaximumBatchingWindowInSeconds: 0.1 }),
  });
  await Promise.all([
    call(runtime, 'put', { pk: 'A', sk: 'M#1' }),
    call(runtime, 'put', { pk: 'POISON', sk: 'M#1' }),
    call(runtime, 'put', { pk: 'Z', sk: 'M#1' }),
  ]);
  await until(async () => (await seen(runtime)).length === 2 && runtime.givenUp.length === 1);
  expect(await seen(runtime)).toEqual(['A|M#1', 'Z|M#1']);
  expect(runtime.givenUp[0]).toMatchObject({
    destination: expect.stringContaining('Failures'),
    records: [{ dynamodb: { Keys: { pk: { S: 'POISON' } } } }],
  });
});

test('what was handled does not come again after a restart, what was not does', async () => {
  const fixture = writeFixture();
  const first = await startOn(fixture);
  await call(first, 'put', { pk: 'A', sk: 'M#1' });
  await until(async () => (await seen(first)).length === 1);
  await first.stop();
  const deaf = await startOn(fixture, { pollMs: 60_000 });
  await deaf.store.write([{ delete: { pk: 'SEEN', sk: 'A|M#1' } }]);
  await call(deaf, 'put', { pk: 'B', sk: 'M#1' });
  await deaf.stop();
  const second = await startOn(fixture);
  await until(async () => (await seen(second)).length === 1);
  expect(await seen(second)).toEqual(['B|M#1']);
});

test('asynchronous invocations are tried again', async () => {
  const runtime = await start();
  await call(runtime, 'task', { name: 'third time', failFirst: 2 });
  await call(runtime, 'task', { name: 'never', failFirst: 100 });
  await until(() => runtime.logLines.some(({ event }) => event === 'function.event-dropped'));
  await until(async () => (await items(runtime, 'TASKS')).length > 0);
  expect(await items(runtime, 'TASKS')).toEqual([expect.objectContaining({ sk: 'third time' })]);
});
