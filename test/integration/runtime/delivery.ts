import { expect, test } from 'vitest';
import { LIMITS } from '../../../protocol/limits.ts';
import type { LiveSocket } from '../../support/runtime-socket.ts';
import type { Suite } from '../../support/runtime-suite.ts';

const about = (socket: LiveSocket, channelId: string) =>
  socket.events.filter((event) => JSON.stringify(event).includes(channelId)).map(({ type }) => type);

export function deliveryTests(suite: Suite): void {
  test('who looks gets events, who does not gets one hint until they have read', async () => {
    const { ada, bob, eve } = suite.cast;
    const channelId = await suite.channel('public', [bob, eve]);
    const looking = await bob.open(channelId);
    const elsewhere = await eve.open();
    const first = await ada.say(channelId, 'one');
    expect((await looking.posted('one')).message).toEqual(first);
    const hint = await elsewhere.event('channel.hinted', (event) => event.channelId === channelId);
    expect(hint).toMatchObject({ seq: first.seq, ord: first.ord });
    const second = await ada.say(channelId, 'two');
    await looking.posted('two');
    await ada.call('message.edit', { channelId, seq: second.seq, text: 'two again' });
    await ada.say(await suite.direct(ada, eve), 'fence');
    await elsewhere.posted('fence');
    expect(about(elsewhere, channelId)).toEqual(['channel.hinted']);
    const markers = [{ channelId, readSeq: second.seq, readOrd: second.ord }];
    await elsewhere.call('readMarker.move', { markers });
    const third = await ada.say(channelId, 'three');
    await elsewhere.event('channel.hinted', (event) => event.channelId === channelId && event.seq === third.seq);
    expect(about(looking, channelId)).not.toContain('channel.hinted');
  });

  test('looking and looking away change what comes', async () => {
    const { ada, bob } = suite.cast;
    const channelId = await suite.channel();
    const socket = await bob.open();
    await socket.call('socket.look', { open: [channelId], closed: [] });
    await ada.say(channelId, 'seen');
    await socket.posted('seen');
    await socket.call('socket.look', { open: [], closed: [channelId] });
    const { seq } = await ada.say(channelId, 'hinted');
    await socket.event('channel.hinted', (event) => event.seq === seq && event.channelId === channelId);
    expect(socket.texts.join()).not.toContain('hinted canary');
  });

  test('who is called gets the whole message wherever they are', async () => {
    const { ada, bob, eve } = suite.cast;
    const channelId = await suite.channel('public', [bob, eve]);
    const [bobs, eves] = [await bob.open(), await eve.open()];
    const { mentions } = await ada.say(channelId, `<@${bob.userId}> come, \`<@${eve.userId}>\``);
    expect(mentions).toEqual({ people: [bob.userId], channel: false, here: false });
    await bobs.event('message.posted', (event) => event.channelId === channelId);
    await eves.event('channel.hinted', (event) => event.channelId === channelId);
    expect(about(eves, channelId)).toEqual(['channel.hinted']);
    await ada.say(channelId, '<!channel> everyone');
    await eves.event('message.posted', (event) => event.channelId === channelId);
  });

  test('direct messages come whole everywhere, also to one’s own other browsers', async () => {
    const { bob, eve } = suite.cast;
    const channelId = await suite.direct(bob, eve);
    const [sending, other, eves] = [await bob.open(), await bob.open(), await eve.open()];
    await sending.say(channelId, 'hello');
    await other.posted('hello');
    await eves.posted('hello');
    // The reply says it to the sender already.
    expect(about(sending, channelId)).toEqual([]);
  });

  test('a conversation that begins is told to all who are in it', async () => {
    const { ada, bob } = suite.cast;
    const bobs = await bob.open();
    const channelId = await suite.channel('private', [bob]);
    const started = await bobs.event('membership.started', ({ own }) => own.channel.channelId === channelId);
    expect(started.own.membership.role).toBe('member');
    await ada.say(channelId, 'welcome');
    await bobs.event('channel.hinted', (event) => event.channelId === channelId);
    await ada.call('channel.describe', { channelId, purpose: 'Weaving' });
    const told = await bobs.event('message.posted', ({ channel }) => channel?.channelId === channelId);
    expect(told.channel?.purpose).toBe('Weaving');
  });

  test('an audience above the threshold is served by further invocations', async () => {
    const { ada, bob, eve, general } = suite.cast;
    const sockets = await Promise.all([bob, bob, bob, eve, eve, eve].map((person) => person.open(general)));
    const hinted = await bob.open();
    const message = await ada.say(general, 'to everyone');
    for (const socket of sockets) expect((await socket.posted('to everyone')).message).toEqual(message);
    await hinted.event('channel.hinted', (event) => event.channelId === general);
  });

  test('posts that overtake one another do not change the order by number', async () => {
    const { ada, bob } = suite.cast;
    const channelId = await suite.channel();
    const socket = await bob.open(channelId);
    suite.runtime.local.switches.postDelayMs = 30;
    const seqs: number[] = [];
    for (let n = 0; n < 8; n += 1) seqs.push((await ada.say(channelId, `late ${n}`)).seq);
    for (let n = 0; n < 8; n += 1) await socket.posted(`late ${n}`);
    suite.runtime.local.switches.postDelayMs = 0;
    const { events } = await bob.call('sync.changes', { channelId, after: (seqs[0] ?? 1) - 1 });
    expect(events.map(({ seq }) => seq)).toEqual(seqs);
  });

  test('events for one connection come in as few frames as fit', async () => {
    const { bob } = suite.cast;
    const channelIds = await Promise.all([suite.channel(), suite.channel(), suite.channel()]);
    const [moving, other] = [await bob.open(), await bob.open()];
    const sent = await Promise.all(channelIds.map((channelId) => suite.cast.ada.say(channelId, 'to be read')));
    const markers = sent.map(({ channelId, seq, ord }) => ({ channelId, readSeq: seq, readOrd: ord }));
    await moving.call('readMarker.move', { markers });
    await other.event('readMarker.moved');
    const frames = other.texts.filter((text) => text.includes('readMarker.moved'));
    expect(frames).toHaveLength(1);
    for (const text of other.texts) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LIMITS.frameBytes);
    expect(other.events.filter(({ type }) => type === 'readMarker.moved')).toHaveLength(3);
  });
}
