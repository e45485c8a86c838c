import { expect, test } from 'vitest';
import type { ChannelEvent, Message } from '../../../protocol/message.ts';
import { CANARY } from '../../support/runtime-browser.ts';
import type { Suite } from '../../support/runtime-suite.ts';

const seqsOf = (messages: readonly Message[]): readonly number[] => messages.map(({ seq }) => seq);

/** Messages by their number after these events, as a client keeps them. */
function applied(events: readonly ChannelEvent[], onto: readonly Message[] = []): readonly Message[] {
  const state = new Map(onto.map((message) => [message.seq, message]));
  for (const { message } of events) {
    const known = state.get(message.seq);
    if (!known || known.lastSeq < message.lastSeq) state.set(message.seq, message);
  }
  return [...state.values()].toSorted((a, b) => a.seq - b.seq);
}

export function historyTests(suite: Suite): void {
  /** A channel with twelve messages and some changes, and the numbers of everything shown in it. */
  async function filled() {
    const { ada, bob } = suite.cast;
    const channelId = await suite.channel();
    for (let n = 0; n < 12; n += 1) await (n % 2 === 0 ? ada : bob).say(channelId, `message ${n}`);
    const { messages } = await ada.call('message.list', { channelId });
    const own = messages.filter(({ author, notice }) => author === ada.userId && !notice);
    await ada.call('message.edit', { channelId, seq: own[1]?.seq ?? 0, text: `edited ${CANARY}` });
    await ada.call('message.delete', { channelId, seq: own[3]?.seq ?? 0 });
    await ada.call('channel.describe', { channelId, topic: 'New topic' });
    const whole = await ada.call('message.list', { channelId });
    return { channelId, whole: whole.messages };
  }

  test('is paged both ways and around a message, without a gap or a repetition', async () => {
    const { bob } = suite.cast;
    const { channelId, whole } = await filled();
    const back: Message[] = [];
    for (let before: number | undefined; ; before = back[0]?.seq) {
      const page = await bob.call('message.list', { channelId, limit: 4, ...(before ? { before } : {}) });
      back.unshift(...page.messages);
      if (!page.hasBefore) break;
    }
    expect(back).toEqual(whole);
    const forth: Message[] = [];
    for (;;) {
      const page = await bob.call('message.list', { channelId, limit: 5, after: forth.at(-1)?.seq ?? 0 });
      forth.push(...page.messages);
      if (!page.hasAfter) break;
    }
    expect(forth).toEqual(whole);
    const middle = whole[6]?.seq ?? 0;
    const around = await bob.call('message.list', { channelId, around: middle, limit: 6 });
    expect(seqsOf(around.messages)).toContain(middle);
    expect(around).toMatchObject({ hasBefore: true, hasAfter: true });
    const start = whole.findIndex(({ seq }) => seq === around.messages[0]?.seq);
    expect(around.messages).toEqual(whole.slice(start, start + around.messages.length));
  });

  test('plus its changes is the same as fetching it afresh', async () => {
    const { ada, bob } = suite.cast;
    const { channelId } = await filled();
    const early = await bob.call('message.list', { channelId });
    const { seq } = await ada.say(channelId, 'later');
    await ada.call('message.edit', { channelId, seq, text: `much later ${CANARY}` });
    const first = early.messages.findLast(({ author, notice }) => author === ada.userId && !notice);
    await ada.call('message.delete', { channelId, seq: first?.seq ?? 0 });
    await ada.call('channel.rename', { channelId, name: `renamed-${seq}-${suite.mode}` });
    const changes: ChannelEvent[] = [];
    for (let after = early.through; ;) {
      const page = await bob.call('sync.changes', { channelId, after, limit: 2 });
      expect(page.reset).toBe(false);
      changes.push(...page.events);
      after = page.through;
      if (!page.more) break;
    }
    expect(changes.map((event) => event.seq)).toEqual([seq, seq + 1, seq + 2, seq + 3]);
    const fresh = await bob.call('message.list', { channelId });
    expect(applied(changes, early.messages)).toEqual(fresh.messages);
    expect(changes.at(-1)).toMatchObject({ channel: { name: `renamed-${seq}-${suite.mode}` } });
    const { channels } = await bob.call('sync.check', { known: [], visible: true });
    const own = channels.find(({ channel }) => channel.channelId === channelId);
    const told = changes.flatMap((event) => (event.type === 'message.posted' && event.channel ? [event.channel] : []));
    expect(own?.channel).toEqual(told.at(-1));
  });

  test('from the very first number is the whole conversation', async () => {
    const { bob } = suite.cast;
    const { channelId, whole } = await filled();
    const { events, through } = await bob.call('sync.changes', { channelId, after: 0 });
    expect(applied(events)).toEqual(whole);
    expect(through).toBe(events.at(-1)?.seq);
  });

  test('a client that is ahead of the channel begins afresh', async () => {
    const { bob } = suite.cast;
    const { channelId } = await filled();
    expect(await bob.call('sync.changes', { channelId, after: 1_000 })).toMatchObject({ events: [], reset: true });
  });

  test('what a socket missed while it was away comes by its number', async () => {
    const { ada, bob } = suite.cast;
    const channelId = await suite.channel();
    const socket = await bob.open(channelId);
    const { seq } = await ada.say(channelId, 'seen');
    await socket.posted('seen');
    socket.terminate();
    await ada.say(channelId, 'missed');
    await ada.call('message.edit', { channelId, seq, text: `changed ${CANARY}` });
    const again = await bob.open(channelId);
    const { channels } = await again.call('sync.check', {
      known: [{ channelId, seq, ord: 0, lastSeq: 0, joinedAt: 0, readVersion: 0 }],
      visible: true,
    });
    expect(channels.find(({ channel }) => channel.channelId === channelId)?.seq).toBe(seq + 2);
    const { events } = await again.call('sync.changes', { channelId, after: seq });
    expect(events.map(({ type }) => type)).toEqual(['message.posted', 'message.edited']);
  });
}
