/** The app itself, from its synthesised template, in both modes of the runtime. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalRuntime, startLocal } from '../../../local/start.ts';
import { recordPermissions } from '../../support/permission-record.ts';
import { OpenSocket, Person, synthesised, twoPeople } from './app-client.ts';
import { until } from './harness.ts';

describe.each(['embedded', 'faithful'])('%s', (mode) => {
  let runtime: LocalRuntime;
  let world: Awaited<ReturnType<typeof twoPeople>>;

  beforeAll(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'parley-app-'));
    const limits = { connectionMs: 60_000 };
    runtime = await startLocal({
      cdkOut: await synthesised(),
      dataDir,
      faithful: mode === 'faithful',
      durable: false,
      limits,
    });
    world = await twoPeople(runtime);
  });

  afterAll(async () => {
    await runtime.stop();
    recordPermissions(runtime);
  });

  test('a message reaches those who look, with the number of its acknowledgement', async () => {
    const { annSocket, bobSocket, general } = world;
    const { message } = await annSocket.say(general, 'hello, Bob');
    const event = await bobSocket.event('message.posted', (one) => one.message?.seq === message.seq);
    expect(event.message).toEqual(message);
    const { message: answer } = await bobSocket.say(general, 'hello, Ann');
    expect(answer.seq).toBe(message.seq + 1);
    await annSocket.event('message.posted', (one) => one.message?.text === 'hello, Ann');
  });

  test('who does not look gets one hint', async () => {
    const { ann, annSocket, bob, general } = world;
    const elsewhere = await bob.open();
    await annSocket.say(general, 'one');
    const hint = await elsewhere.event('channel.hinted');
    expect(hint.channelId).toBe(general);
    await annSocket.say(general, 'two');
    const { channels } = await ann.ok('sync.check', { known: [], visible: true });
    expect(channels.length).toBeGreaterThan(0);
    expect(elsewhere.events.filter(({ type }) => type === 'channel.hinted')).toHaveLength(1);
    elsewhere.terminate();
  });

  test('a direct conversation is the same from both ends', async () => {
    const { ann, bob, annSocket, bobSocket, workspaceId } = world;
    const one = await ann.ok('direct.start', { workspaceId, userIds: [bob.userId] });
    const other = await bob.ok('direct.start', { workspaceId, userIds: [ann.userId] });
    const { channelId } = one.own.channel;
    expect(other.own.channel.channelId).toBe(channelId);
    await annSocket.say(channelId, 'between us');
    await bobSocket.event('message.posted', (event) => event.message?.text === 'between us');
  });

  test('nothing reaches a person who was removed', async () => {
    const { ann, bob, annSocket, bobSocket, workspaceId } = world;
    const { own } = await ann.ok('channel.create', { workspaceId, name: `secret-${mode}`, kind: 'private' });
    const { channelId } = own.channel;
    await ann.ok('channel.addMembers', { channelId, userIds: [bob.userId] });
    await bobSocket.event('membership.started', (event) => event.own.channel.channelId === channelId);
    await annSocket.say(channelId, 'Bob may read this');
    await ann.ok('channel.removeMember', { channelId, userId: bob.userId });
    await bobSocket.event('membership.ended', (event) => event.channelId === channelId);
    await annSocket.say(channelId, 'Bob must not read this');
    await annSocket.say(world.general, `after ${mode}`);
    await bobSocket.event('message.posted', (event) => event.message?.text === `after ${mode}`);
    expect(JSON.stringify(bobSocket.events)).not.toContain('must not');
    expect(await bob.post('message.list', { channelId })).toEqual(
      await bob.post('message.list', { channelId: 'C00000000000000000000000000' }),
    );
  });

  test('a push that was lost is repaired by the stream', async () => {
    const { annSocket, bobSocket, general } = world;
    runtime.switches.lostPosts = 1;
    const asked = annSocket.ask('message.send', {
      channelId: general,
      clientMessageId: crypto.randomUUID(),
      text: 'lost',
    });
    const frames = async (): Promise<boolean> => {
      const { messages } = await world.ann.ok('message.list', { channelId: general });
      return messages.some(({ text }: { text: string }) => text === 'lost');
    };
    await until(frames);
    runtime.switches.lostPosts = 0;
    void asked.catch(() => undefined);
    // The sender believes that it pushed; the next message shows the gap, or the tip does.
    await annSocket.say(general, 'seen');
    const seen = await bobSocket.event('message.posted', (event) => event.message?.text === 'seen');
    const { events } = await bobSocket.ok('sync.changes', { channelId: general, after: seen.message.seq - 2 });
    expect(events.map((event: { message?: { text: string } }) => event.message?.text)).toEqual(['lost', 'seen']);
  });

  test('a ticket opens one socket, from our own page', async () => {
    const { ann } = world;
    const { ticket } = await ann.ok('socket.ticket', {});
    await expect(OpenSocket.connect(runtime, ticket, 'https://evil.example')).rejects.toThrow('403');
    const { ticket: second } = await ann.ok('socket.ticket', {});
    const socket = await OpenSocket.connect(runtime, second);
    await expect(OpenSocket.connect(runtime, second)).rejects.toThrow('403');
    socket.terminate();
    await expect(OpenSocket.connect(runtime, 'made-up')).rejects.toThrow('403');
  });

  test('logging out everywhere ends the socket', async () => {
    const eve = await Person.join(runtime, 'Eve');
    const socket = await eve.open();
    await eve.ok('session.logOutEverywhere', {});
    expect(await socket.closed).toBeGreaterThanOrEqual(1000);
    expect((await eve.post('sync.check', { known: [], visible: true })).status).toBe(401);
  });

  test('the documents are there', async () => {
    expect((await fetch(`${runtime.url}/api/docs`)).status).toBe(200);
  });

  test('no function failed, was denied anything or worked on after its end', () => {
    const lines = runtime.logLines.filter(({ event }) => event.startsWith('function.'));
    expect(lines).toEqual([]);
    expect(runtime.permissions().denied).toEqual([]);
    expect(runtime.givenUp).toEqual([]);
  });
});
