import { describe, expect, it } from 'vitest';
import { readFrame } from '../../../web/src/client/down-frames.ts';

const CHANNEL = `C${'0'.repeat(26)}`;
const ADA = `U${'0'.repeat(26)}`;
const message = {
  channelId: CHANNEL,
  seq: 1,
  ord: 1,
  author: ADA,
  clientMessageId: 'message-1',
  text: 'Hello',
  lastSeq: 1,
  mentions: { people: [], channel: false, here: false },
  createdAt: 1,
  editedAt: null,
  deletedAt: null,
  notice: null,
};
const posted = { type: 'message.posted', channelId: CHANNEL, seq: 1, message };
const tip = { type: 'channel.tipped', channelId: CHANNEL, seq: 2, ord: 2 };
const heard = (...events: readonly unknown[]) => readFrame(JSON.stringify({ events }));

describe('a frame of the server', () => {
  it.each([
    '',
    'null',
    '[]',
    '7',
    '{}',
    '{"events":null}',
    '{"events":{"length":1}}',
    '{"id":1,"ok":true}',
    '{"id":"a"}',
  ])('is none: %s', (text) => expect(readFrame(text)).toBeNull());

  it('is a reply, done or refused', () => {
    for (const reply of [
      { id: 'a', ok: true, output: {} },
      { id: null, ok: false, error: { code: 'x', message: 'y' } },
    ]) {
      expect(readFrame(JSON.stringify(reply))).toEqual(reply);
    }
  });

  it('brings its events, and what a newer server adds', () => {
    const newer = { ...posted, priority: 1, message: { ...message, colour: 'red' } };
    expect(heard(posted, tip, newer)).toEqual({ events: [posted, tip, newer] });
  });

  it.each([
    null,
    'message.posted',
    { type: 'constructor' },
    { type: 'unheard.of', channelId: CHANNEL },
    { ...posted, message: undefined },
    { ...posted, message: { ...message, mentions: undefined } },
    { ...posted, message: { ...message, mentions: { ...message.mentions, people: [null] } } },
    { ...posted, message: { ...message, text: { toString: 1 } } },
    { ...posted, message: { ...message, notice: { what: 'joined' } } },
    { ...posted, message: { ...message, deletedAt: 'now' } },
    { ...posted, channel: {} },
    { type: 'profile.changed', profile: { userId: ADA } },
  ])('leaves out what is no event, and keeps the others: %j', (wrong) => {
    expect(heard(tip, wrong, posted)).toEqual({ events: [tip, posted] });
  });
});
