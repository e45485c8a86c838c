import { expect, test } from 'vitest';
import { CANARY, refusalIn } from '../../support/runtime-browser.ts';
import type { Suite } from '../../support/runtime-suite.ts';

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const CHANNEL = `C${'0'.repeat(26)}`;
const send = (text: string): string => JSON.stringify({ channelId: CHANNEL, clientMessageId: 'message-0001', text });

type Case = readonly [name: string, action: string, body: string, status: number, code: string, field?: string];

const CASES: readonly Case[] = [
  ['an unknown action', 'nobody.knows', '{}', 400, 'invalid', 'action'],
  ['a name of Object', 'constructor', '{}', 400, 'invalid', 'action'],
  ['an action of the socket', 'socket.hello', '{}', 400, 'invalid', 'action'],
  ['an unknown field', 'workspace.create', `{"name":"${CANARY}","owner":"me"}`, 400, 'invalid', 'owner'],
  ['a field called __proto__', 'workspace.create', '{"name":"a","__proto__":{"x":1}}', 400, 'invalid', '__proto__'],
  ['a missing field', 'workspace.create', '{}', 400, 'invalid', 'name'],
  ['a wrong type', 'workspace.create', '{"name":["a"]}', 400, 'invalid', 'name'],
  ['null for the input', 'workspace.create', 'null', 400, 'invalid', 'name'],
  ['an array for the input', 'workspace.create', '[]', 400, 'invalid'],
  [
    'a wrong type deep inside',
    'readMarker.move',
    '{"markers":[{"channelId":1}]}',
    400,
    'invalid',
    'markers.0.channelId',
  ],
  ['a number out of bounds', 'message.list', `{"channelId":"${CHANNEL}","before":1e300}`, 400, 'invalid', 'before'],
  ['text of 20,001 characters', 'message.send', send('a'.repeat(20_001)), 400, 'invalid', 'text'],
  ['text above 60 KB', 'message.send', send('€'.repeat(20_000) + '€€'), 400, 'invalid', 'text'],
  ['text of nothing but blanks', 'message.send', send(' \n\t'), 400, 'invalid', 'text'],
  ['a lone surrogate', 'message.send', send('\ud800').replace('\ufffd', '\\ud800'), 400, 'invalid', 'text'],
  ['deeply nested JSON', 'workspace.create', `{"name":${nested(17)}}`, 400, 'invalid'],
  ['very deeply nested JSON', 'workspace.create', nested(100_000), 400, 'invalid'],
  ['huge JSON', 'workspace.create', `{"name":"${'a'.repeat(300_000)}"}`, 413, 'too_large'],
  ['nothing', 'workspace.create', '', 400, 'invalid', 'name'],
  ['what is not JSON', 'workspace.create', `name=${CANARY}`, 400, 'invalid'],
  ['JSON with a tail', 'workspace.create', '{"name":"a"} {}', 400, 'invalid'],
];

export function badRequestsTests(suite: Suite): void {
  test.for(CASES)('%s', async ([, action, body, status, code, field]) => {
    const reply = await suite.cast.bob.raw(action, body);
    const error = refusalIn(JSON.parse(reply.text));
    expect([reply.status, error.code, error.field]).toEqual([status, code, field]);
    expect(error.message).toMatch(/[.!]$/);
    expect(error.message.length).toBeLessThan(200);
  });

  test('a body above the limit of the gateway', async () => {
    const { status } = await suite.cast.bob.raw('workspace.create', 'a'.repeat(11 * 1024 * 1024));
    expect(status).toBe(413);
  });

  test.each([
    '',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
  ])('the content type "%s"', async (type) => {
    // An empty one must be given as bytes: fetch would name a type for text.
    const body = new TextEncoder().encode('{"name":"a"}');
    const { status, text } = await suite.cast.bob.raw('workspace.create', body, { 'content-type': type });
    expect([status, refusalIn(JSON.parse(text)).code]).toEqual([400, 'invalid']);
  });

  test('bytes that are not UTF-8', async () => {
    const channelId = await suite.channel();
    const json = JSON.stringify({ channelId, clientMessageId: 'not-utf-8', text: '?' });
    const [head = '', tail = ''] = json.split('?');
    const body = Buffer.concat([Buffer.from(head), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from(tail)]);
    const { status, text } = await suite.cast.bob.raw('message.send', body);
    expect([status, refusalIn(JSON.parse(text)).code]).toEqual([400, 'invalid']);
    const { messages } = await suite.cast.bob.call('message.list', { channelId });
    expect(messages.filter(({ notice }) => !notice)).toEqual([]);
  });

  test('a replacement character that was typed is text', async () => {
    const channelId = await suite.channel();
    const input = { channelId, clientMessageId: crypto.randomUUID(), text: 'typed \ufffd' };
    expect((await suite.cast.bob.call('message.send', input)).message.text).toBe('typed \ufffd');
  });

  test('other methods and paths', async () => {
    const { url } = suite.runtime;
    const status = async (method: string, path: string): Promise<number> =>
      (await fetch(url + path, { method })).status;
    expect(await status('GET', '/api/sync.start')).toBe(404);
    expect(await status('PUT', '/api/sync.start')).toBe(404);
    expect(await status('POST', '/api/a/b')).toBe(404);
    expect(await status('POST', '/api/%2e%2e%2fdocs')).toBeGreaterThanOrEqual(400);
    expect(await status('GET', '/ws')).toBe(403);
  });

  test('what the edge alone may say is not believed of a browser', async () => {
    const headers = { 'x-parley-origin': 'x', 'x-parley-host': 'evil.example', origin: 'https://evil.example' };
    expect((await suite.cast.bob.raw('session.refresh', '{}', headers)).status).toBe(403);
  });
}
