/** A part missing from the template fails here as it would in AWS. */
import { describe, expect, test } from 'vitest';
import type { LocalRuntime } from '../../../local/start.ts';
import { call, connect, items, start, until } from './harness.ts';
import type { Template } from './stub-intrinsics.ts';

const without =
  (...ids: readonly string[]) =>
  ({ Resources }: Template): void => {
    for (const id of ids) {
      expect(Resources).toHaveProperty(id);
      delete Resources[id];
    }
  };

/** Takes one action out of the policy of a function. */
const withoutAction =
  (fn: string, action: string) =>
  ({ Resources }: Template): void => {
    const policy = Resources[`${fn}Policy`];
    const before = JSON.stringify(policy?.Properties);
    const after = before.replace(`"${action}"`, '"none:Nothing"');
    expect(after).not.toBe(before);
    if (policy) policy.Properties = JSON.parse(after);
  };

const item = { pk: 'A', sk: 'M#1', text: 'hello' };

test('everything works when nothing is missing', async () => {
  const runtime = await start();
  expect(await call(runtime, 'put', item)).toMatchObject({ status: 200 });
  expect(JSON.parse((await call(runtime, 'get', { pk: 'A', sk: 'M#1' })).body)).toEqual({ item });
});

test('a route', async () => {
  const runtime = await start({ change: without('ActionRoute') });
  expect(await call(runtime, 'put', item)).toMatchObject({ status: 404, body: '{"message":"Not Found"}' });
});

test('a route of the socket', async () => {
  const runtime = await start({ change: without('DefaultRoute') });
  const client = await connect(runtime);
  client.socket.send('{"action":"keepalive"}');
  client.socket.send('{"action":"other"}');
  const [frame = ''] = await client.received(1);
  expect(JSON.parse(frame)).toMatchObject({ message: 'Forbidden' });
});

test('the right to keep failed records: they are given up for good, and the log says so', async () => {
  const runtime = await start({ change: withoutAction('Repair', 'sqs:SendMessage') });
  await call(runtime, 'put', { pk: 'POISON', sk: 'M#1' });
  await until(() => runtime.givenUp.length > 0);
  expect(runtime.givenUp[0]?.destination).toBeUndefined();
  expect(runtime.logLines.map(({ event }) => event)).toContain('stream.failures-not-kept');
});

function withCondition({ Resources }: Template): void {
  const policy = Resources['HttpPolicy'];
  const conditional = JSON.stringify(policy?.Properties).replace('"Effect"', '"Condition":{},"Effect"');
  if (policy) policy.Properties = JSON.parse(conditional);
}

test('a condition on a grant is refused: it would be checked as if it were not there', async () => {
  await expect(start({ change: withCondition })).rejects.toThrow('statement has a Condition');
});

/** Takes one variable from the function Http. */
const withoutVariable =
  (name: string) =>
  ({ Resources }: Template): void => {
    const environment = Resources['Http']?.Properties['Environment'] as { Variables: Record<string, unknown> };
    expect(environment.Variables).toHaveProperty(name);
    delete environment.Variables[name];
  };

describe('an environment variable', () => {
  test.each([
    ['NEEDED', 'put', item, 'NEEDED is not set'],
    ['TABLE', 'put', item, 'does not name the table'],
    ['CALLBACK', 'post', { ids: ['x'], frame: '' }, 'does not name the WebSocket API'],
    ['FAN_OUT', 'task', {}, 'does not name a function to invoke'],
  ])('%s', async (name, stub, input, message) => {
    const runtime = await start({ change: withoutVariable(name) });
    expect(await call(runtime, stub, input)).toMatchObject({ status: 500 });
    expect(String(runtime.logLines[0]?.error)).toContain(message);
  });
});

describe('the authorizer', () => {
  test('of the route: no context reaches the function', async () => {
    const runtime = await start({
      change: ({ Resources }) => void delete Resources['ConnectRoute']?.Properties['AuthorizerId'],
    });
    await connect(runtime, '');
    expect(await items(runtime, 'EVENTS')).toEqual([expect.objectContaining({ user: null })]);
  });

  test('itself: the template cannot be deployed', async () => {
    await expect(start({ change: without('Ticket', 'TicketPermission') })).rejects.toThrow(/Ticket/);
  });

  test('its permission', async () => {
    await expect(connect(await start({ change: without('TicketPermission') }))).rejects.toThrow('500');
  });
});

describe('a permission to invoke', () => {
  test('an HTTP route', async () => {
    const runtime = await start({ change: without('ActionPermission') });
    expect(await call(runtime, 'put', item)).toMatchObject({ status: 500 });
    expect((await fetch(`${runtime.url}/api/docs`)).status).toBe(200);
  });

  test('a socket route', async () => {
    const client = await connect(await start({ change: without('DefaultPermission') }));
    client.socket.send('x');
    expect(JSON.parse((await client.received(1))[0] ?? '')).toMatchObject({ message: 'Internal server error' });
  });

  test('$connect', async () => {
    await expect(connect(await start({ change: without('ConnectPermission') }))).rejects.toThrow('500');
  });
});

describe('an action of a role', () => {
  test.each([
    ['dynamodb:PutItem', 'put', item],
    ['dynamodb:GetItem', 'get', { pk: 'A', sk: 'B' }],
    ['execute-api:ManageConnections', 'post', { ids: ['x'], frame: '' }],
    ['lambda:InvokeFunction', 'task', { name: 'x' }],
  ])('%s', async (action, stub, input) => {
    const runtime = await start({ change: withoutAction('Http', action) });
    expect(await call(runtime, stub, input)).toMatchObject({ status: 500 });
    expect(runtime.logLines.map(({ error }) => String(error))).toEqual([expect.stringContaining(`perform: ${action}`)]);
    expect(runtime.logLines[0]?.error).toMatchObject({ name: 'AccessDeniedException' });
  });
});

const isSeen = async (runtime: LocalRuntime): Promise<boolean> => (await items(runtime, 'SEEN')).length > 0;

describe('of the stream', () => {
  test('the mapping', async () => {
    const broken = await start({ change: without('RepairMapping') });
    const whole = await start();
    await Promise.all([call(broken, 'put', item), call(whole, 'put', item)]);
    await until(() => isSeen(whole));
    expect(await isSeen(broken)).toBe(false);
  });

  test('the right to read it', async () => {
    const broken = await start({ change: withoutAction('Repair', 'dynamodb:GetRecords') });
    expect(broken.logLines.map(({ event }) => event)).toEqual(['stream.not-readable']);
    const whole = await start();
    await Promise.all([call(broken, 'put', item), call(whole, 'put', item)]);
    await until(() => isSeen(whole));
    expect(await isSeen(broken)).toBe(false);
  });
});

test('work after the handler has settled fails', async () => {
  const runtime = await start();
  expect(await call(runtime, 'late', item)).toMatchObject({ status: 200 });
  await until(() => runtime.logLines.length > 0);
  expect(runtime.logLines.map(({ event }) => event)).toEqual(['function.works-after-its-end']);
  expect(await items(runtime, 'A')).toEqual([]);
});
