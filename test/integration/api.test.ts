import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ITEM_VERSION, keys } from '../../lambdas/table/schema.ts';
import type { Browser } from '../support/server/browser.ts';
import { Person } from '../support/server/person.ts';
import type { Server } from '../support/server/start-server.ts';
import { startServer } from '../support/server/start-server.ts';

let server: Server;
let ada: Person;
beforeAll(async () => {
  server = await startServer();
  ada = await Person.join(server, 'Ada');
});
afterAll(() => server.stop());

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

interface Refusal {
  readonly status: number;
  readonly error: { readonly code: string; readonly field?: string; readonly message: string };
}

async function refusal(...given: Parameters<Browser['raw']>): Promise<Refusal> {
  const { status, body } = await ada.raw(...given);
  const { error } = JSON.parse(body) as Pick<Refusal, 'error'>;
  expect(error.message).toMatch(/[.!]$/);
  return { status, error };
}

describe('input over HTTP that is refused with a sentence', () => {
  test.for([
    ['an unknown action', 'nobody.knows', '{}', 400, 'invalid', 'action'],
    ['a name of Object', 'constructor', '{}', 400, 'invalid', 'action'],
    ['an action of the socket', 'socket.hello', '{}', 400, 'invalid', 'action'],
    ['an unknown field', 'workspace.create', '{"name":"a","owner":"me"}', 400, 'invalid', 'owner'],
    ['a field named __proto__', 'workspace.create', '{"name":"a","__proto__":{"x":1}}', 400, 'invalid', '__proto__'],
    ['a missing field', 'workspace.create', '{}', 400, 'invalid', 'name'],
    ['a wrong type', 'workspace.create', '{"name":7}', 400, 'invalid', 'name'],
    ['an array for the input', 'workspace.create', '[]', 400, 'invalid', undefined],
    ['a text for the input', 'workspace.create', '"x"', 400, 'invalid', undefined],
    ['a nested wrong type', 'readMarker.move', '{"markers":[{"channelId":1}]}', 400, 'invalid', 'markers.0.channelId'],
    ['a name with control characters', 'workspace.create', '{"name":"a\\u0000b"}', 400, 'invalid', 'name'],
    ['a name with a lone surrogate', 'workspace.create', '{"name":"a\\ud800"}', 400, 'invalid', 'name'],
    ['broken JSON', 'workspace.create', '{"name":', 400, 'invalid', undefined],
    ['JSON with a tail', 'workspace.create', '{"name":"a"} {}', 400, 'invalid', undefined],
    ['deep JSON', 'workspace.create', `{"name":${nested(17)}}`, 400, 'invalid', undefined],
    ['very deep JSON', 'workspace.create', nested(100_000), 400, 'invalid', undefined],
    ['huge JSON', 'workspace.create', `{"name":"${'a'.repeat(300_000)}"}`, 413, 'too_large', undefined],
    [
      'huge JSON in long characters',
      'workspace.create',
      `{"name":"${'€'.repeat(90_000)}"}`,
      413,
      'too_large',
      undefined,
    ],
    [
      'a number beyond integers',
      'message.list',
      '{"channelId":"C00000000000000000000000000","before":1e300}',
      400,
      'invalid',
      'before',
    ],
    ['a foreign id', 'message.list', '{"channelId":"C00000000000000000000000000"}', 403, 'forbidden', undefined],
  ] as const)('%s', async ([, name, body, status, code, field]) => {
    const answer = await refusal(name, body);
    expect(answer).toMatchObject({ status, error: { code } });
    expect(answer.error.field).toBe(field);
  });

  test('oversized text of a message', async () => {
    const text = 'a'.repeat(20_001);
    const input = { channelId: `C${'0'.repeat(26)}`, clientMessageId: 'message-0001', text };
    expect(await ada.refused('message.send', input)).toMatchObject({ code: 'invalid', field: 'text' });
  });

  test('bytes that are not UTF-8, as they are and as the gateway repairs them', async () => {
    const bytes = Buffer.from([0x7b, 0x22, 0x6e, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]);
    const encoded = await refusal('workspace.create', bytes.toString('base64'), {}, { isBase64Encoded: true });
    expect(encoded).toMatchObject({ status: 400, error: { code: 'invalid' } });
    const repaired = await refusal('workspace.create', bytes.toString('utf8'), { 'content-length': '10' });
    expect(repaired.error.message).toContain('UTF-8');
  });

  test('a body that is too large is not looked into: what it may be is not said', async () => {
    const bytes = Buffer.alloc(300_000, 0xff).toString('base64');
    const answer = await refusal('workspace.create', bytes, {}, { isBase64Encoded: true });
    expect(answer).toMatchObject({ status: 413, error: { code: 'too_large' } });
  });

  test('no JSON at all', async () => {
    for (const type of ['', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      expect(await refusal('workspace.create', '{"name":"a"}', { 'content-type': type })).toMatchObject({
        status: 400,
      });
    }
  });

  test('a prototype is never polluted', async () => {
    await ada.raw('workspace.create', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
    expect('polluted' in {}).toBe(false);
  });
});

test('data of a newer version is left alone, and told as what it is', async () => {
  const hedy = await Person.join(server, 'Hedy');
  const key = keys.user(hedy.userId);
  const row = await server.store.get(key);
  if (!row) throw new Error('Hedy has no row');
  const newer = { ...row, v: ITEM_VERSION + 1 };
  await server.store.write([{ put: newer }]);
  expect(await hedy.refused('sync.start', {})).toMatchObject({ code: 'unavailable', retryAfterMs: 60_000 });
  expect(await hedy.refused('profile.update', { title: 'Admiral' })).toMatchObject({ code: 'unavailable' });
  expect(await server.store.get(key)).toEqual(newer);
  expect(server.logs.at(-1)).toContain('data of a newer version');
});

test('no cache keeps an answer, be it one or a refusal', async () => {
  const replies = [
    await ada.raw('session.refresh', '{}'),
    await ada.raw('sync.start', '{}'),
    await ada.raw('sync.start', '{"x":1}'),
    await ada.raw('sync.start', '{}', { authorization: '' }),
  ];
  expect(replies.map(({ status, kept }) => [status, kept])).toEqual(
    [200, 200, 400, 401].map((status) => [status, 'no-store']),
  );
});

describe('who is asking', () => {
  test('must come through the edge', async () => {
    for (const secret of ['', 'wrong']) {
      expect(await refusal('session.list', '{}', { 'x-parley-origin': secret })).toMatchObject({ status: 403 });
    }
    const docs = { routeKey: 'GET /api/docs', headers: {}, isBase64Encoded: false };
    expect((await server.http(docs)).statusCode).toBe(403);
  });

  test('acts by cookie, or by nothing, only from our own page', async () => {
    for (const origin of ['', 'null', 'https://evil.example', 'http://parley.example', 'https://parley.example:444']) {
      expect(await refusal('session.refresh', '{}', { origin })).toMatchObject({ status: 403 });
      expect(await refusal('session.logOut', '{}', { origin })).toMatchObject({ status: 403 });
      const login = JSON.stringify({ email: ada.email, password: 'whatever it is' });
      expect(await refusal('session.logIn', login, { origin })).toMatchObject({
        status: 403,
        error: { code: 'forbidden' },
      });
    }
    expect(await refusal('session.list', '{}', { origin: 'https://evil.example' })).toMatchObject({ status: 403 });
    expect((await ada.raw('session.list', '{}', { origin: '' })).status).toBe(200);
  });

  test('holds a token that is whole, ours and still alive', async () => {
    const [head = '', claims = '', mark = ''] = (ada.accessToken ?? '').split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const forged = ['', 'x', `${head}.${claims}.`, `${none}.${claims}.`, `${head}.${claims}.${mark.slice(0, -4)}AAAA`];
    for (const token of forged) {
      const authorization = token === '' ? '' : `Bearer ${token}`;
      expect(await refusal('session.list', '{}', { authorization })).toMatchObject({ status: 401 });
    }
    expect(await refusal('session.list', '{}', { authorization: `Basic ${ada.accessToken}` })).toMatchObject({
      status: 401,
    });
    const grace = await Person.join(server, 'Grace');
    server.clock.advance(15 * 60_000 + 1_000);
    expect((await grace.refused('session.list', {})).code).toBe('unauthenticated');
    await ada.refresh();
  });
});

const hello = (input: unknown): string => JSON.stringify({ id: 'a', action: 'socket.hello', input });

describe('frames that are refused with a sentence', () => {
  test.for([
    ['no JSON', 'hello', null, 'invalid'],
    ['nothing', '', null, 'invalid'],
    ['an array', '[]', null, 'invalid'],
    ['null', 'null', null, 'invalid'],
    ['deep JSON', nested(50_000), null, 'invalid'],
    ['no action', '{"id":"a"}', 'a', 'invalid'],
    ['an id that is no text', '{"id":7,"action":"sync.start","input":{}}', null, 'invalid'],
    ['an endless id', `{"id":"${'a'.repeat(65)}","action":"sync.start","input":{}}`, null, 'invalid'],
    ['an unknown field', '{"id":"a","action":"sync.start","input":{},"token":"x"}', 'a', 'invalid'],
    ['an unknown action', '{"id":"a","action":"nobody.knows","input":{}}', 'a', 'invalid'],
    ['a route of the gateway', '{"id":"a","action":"$disconnect","input":{}}', 'a', 'invalid'],
    ['an action of HTTP', '{"id":"a","action":"session.list","input":{}}', 'a', 'invalid'],
    ['wrong input', hello({ version: 'one' }), 'a', 'invalid'],
    ['a foreign version', hello({ version: 999, open: [], visible: true }), 'a', 'version_unsupported'],
    ['a large frame', hello({ open: ['x'.repeat(31_000)] }), 'a', 'too_large'],
    ['a huge frame', hello({ open: ['x'.repeat(200_000)] }), null, 'too_large'],
  ] as const)('%s', async ([, frame, id, code]) => {
    const socket = await ada.connect();
    await socket.raw(frame);
    expect(socket.frames).toEqual([
      { id, ok: false, error: expect.objectContaining({ code, message: expect.stringMatching(/\.$/) }) },
    ]);
    await socket.hello();
    expect(socket.closed).toBe(false);
  });

  test('bytes that are not UTF-8', async () => {
    const socket = await ada.connect();
    await socket.raw(Buffer.from([0xff, 0xfe, 0x7b, 0x7d]).toString('base64'), true);
    expect(socket.frames).toEqual([expect.objectContaining({ id: null, ok: false })]);
  });
});
