import { expect, test } from 'vitest';
import { CANARY, refusalIn } from '../../support/runtime-browser.ts';
import type { LiveSocket } from '../../support/runtime-socket.ts';
import type { Suite } from '../../support/runtime-suite.ts';
import { until } from '../../support/runtime-until.ts';

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const frame = (action: string, input: unknown): string => JSON.stringify({ id: 'a', action, input });
const CHANNEL = `C${'0'.repeat(26)}`;
const send = (text: string): string =>
  frame('message.send', { channelId: CHANNEL, clientMessageId: 'message-0001', text });

const CASES: readonly (readonly [name: string, frame: string, id: string | null, code: string])[] = [
  ['no JSON', `hello ${CANARY}`, null, 'invalid'],
  ['nothing', '', null, 'invalid'],
  ['an array', '[]', null, 'invalid'],
  ['deeply nested JSON', nested(15_000), null, 'invalid'],
  ['deeply nested input', `{"id":"a","action":"sync.start","input":${nested(17)}}`, null, 'invalid'],
  ['no action', '{"id":"a"}', 'a', 'invalid'],
  ['an id that is no text', '{"id":7,"action":"sync.start","input":{}}', null, 'invalid'],
  ['an unknown field', '{"id":"a","action":"sync.start","input":{},"token":"x"}', 'a', 'invalid'],
  ['an unknown action', frame('nobody.knows', {}), 'a', 'invalid'],
  ['a route of the gateway', frame('$disconnect', {}), 'a', 'invalid'],
  ['an action of HTTP', frame('session.list', {}), 'a', 'invalid'],
  ['an unknown field of the input', frame('sync.start', { all: true }), 'a', 'invalid'],
  ['a wrong type', frame('sync.changes', { channelId: CHANNEL, after: '0' }), 'a', 'invalid'],
  ['text of 20,001 characters', send('a'.repeat(20_001)), 'a', 'invalid'],
  ['a lone surrogate', send('?').replace('"?"', String.raw`"\ud800"`), 'a', 'invalid'],
  ['a foreign version', frame('socket.hello', { version: 999, open: [], visible: true }), 'a', 'version_unsupported'],
  ['input above 30 KB', frame('sync.start', 'a'.repeat(31_000)), 'a', 'too_large'],
];

const ended = async (socket: LiveSocket): Promise<number> => (await socket.closed()).code;

export function badFramesTests(suite: Suite): void {
  test.for(CASES)('%s', async ([, text, id, code]) => {
    const socket = await suite.cast.bob.connect();
    socket.send(text);
    await until('an answer', () => socket.texts.length > 0);
    const [reply] = socket.frames;
    expect(reply).toMatchObject({ id, ok: false, error: { code, message: expect.stringMatching(/\.$/) } });
    refusalIn(reply && 'ok' in reply && !reply.ok ? reply.error : undefined);
    await socket.hello();
    expect(socket.ending).toBeUndefined();
  });

  test('a frame above 32 KB ends the connection', async () => {
    const socket = await suite.cast.bob.open();
    socket.send('a'.repeat(33 * 1024));
    expect(await ended(socket)).toBe(1009);
  });

  test('a binary frame ends the connection', async () => {
    const socket = await suite.cast.bob.open();
    socket.send(new Uint8Array([1, 2, 3]), { binary: true });
    expect(await ended(socket)).toBe(1003);
  });

  test('bytes that are not UTF-8 end the connection', async () => {
    const socket = await suite.cast.bob.open();
    socket.send(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), { binary: false });
    expect(await ended(socket)).toBe(1007);
  });

  test('a message that is too large for the socket goes by HTTP', async () => {
    const { bob } = suite.cast;
    const channelId = await suite.channel();
    const socket = await bob.open(channelId);
    const text = '€'.repeat(10_200);
    const input = { channelId, clientMessageId: crypto.randomUUID(), text };
    expect(await socket.refused('message.send', input)).toMatchObject({ code: 'too_large', reason: 'use_http' });
    const { message } = await bob.call('message.send', input);
    const event = await socket.event(
      'message.posted',
      ({ seq, channelId: id }) => seq === message.seq && id === channelId,
    );
    expect(event.message.text).toBe(text);
  });

  test('bad frames of one harm no other', async () => {
    const { ada, bob, eve } = suite.cast;
    const channelId = await suite.channel('public', [bob, eve]);
    const good = await eve.open(channelId);
    const bad = await bob.open(channelId);
    for (const [, text] of CASES) bad.send(text);
    bad.send(new Uint8Array([0xff]), { binary: true });
    await ended(bad);
    await ada.say(channelId, 'unharmed');
    expect((await good.posted('unharmed')).channelId).toBe(channelId);
  });
}
