import { expect, test } from 'vitest';
import { connectionsOf } from '../../../lambdas/table/connection.ts';
import { subscriptionsTo } from '../../../lambdas/table/subscription.ts';
import type { Person } from '../../support/runtime-person.ts';
import type { Suite } from '../../support/runtime-suite.ts';
import { openEnding } from '../../support/runtime-tickets.ts';
import { until } from '../../support/runtime-until.ts';

const checked = { known: [], visible: true };

export function connectionsTests(suite: Suite): void {
  const idsOf = async ({ userId }: Person): Promise<readonly string[]> =>
    (await connectionsOf(suite.runtime.store, userId)).map(({ connectionId }) => connectionId);

  test('a socket whose token has ended goes on for thirty seconds, and closes then', async () => {
    const { socket } = await openEnding(suite.runtime, suite.cast.bob);
    const reply = await until('the end of the grace', async () => {
      const answer = await socket.ask('sync.check', checked);
      return answer.ok ? undefined : answer;
    });
    expect(reply).toMatchObject({ error: { code: 'unauthenticated' } });
    await socket.closed();
  });

  test('a newer token of the same session keeps it open, another one does not', async () => {
    const { bob } = suite.cast;
    const channelId = await suite.channel();
    const other = await bob.elsewhere();
    const { socket, over } = await openEnding(suite.runtime, bob, [channelId]);
    for (const token of [other.accessToken, suite.cast.eve.accessToken, 'x']) {
      expect((await socket.refused('socket.renew', { accessToken: token })).code).toBe('unauthenticated');
    }
    await bob.refresh();
    const { expiresAt } = await socket.call('socket.renew', { accessToken: bob.accessToken });
    expect(expiresAt).toBeGreaterThan(Date.now() + 14 * 60_000);
    await over();
    await socket.call('sync.check', checked);
    await suite.cast.ada.say(channelId, 'still there');
    await socket.posted('still there');
    socket.close();
    await other.call('session.logOut', {});
  });

  test('nothing is delivered to a socket that has ended, and it closes', async () => {
    const { ada, bob } = suite.cast;
    const channelId = await suite.channel();
    const { socket, over } = await openEnding(suite.runtime, bob, [channelId]);
    await over();
    await ada.say(channelId, 'too late');
    await socket.closed();
    expect(socket.texts.join()).not.toContain('too late');
  });

  test('a keep-alive wakes nobody', async () => {
    const socket = await suite.cast.bob.open();
    const before = socket.texts.length;
    socket.send('{"action":"keepalive"}');
    await socket.call('sync.check', checked);
    expect(socket.texts).toHaveLength(before + 1);
  });

  test('a connection that vanished is forgotten when a post finds it gone', async () => {
    const { ada, bob, eve } = suite.cast;
    const { store, local } = suite.runtime;
    await until('no sockets of Bob', async () => (await idsOf(bob)).length === 0);
    const channelId = await suite.channel('public', [bob, eve]);
    const watching = await eve.open(channelId);
    await watching.call('presence.watch', { userIds: [bob.userId] });
    const socket = await bob.open(channelId);
    const [connectionId = ''] = await idsOf(bob);
    local.switches.lostDisconnects = 1;
    local.gateway?.cut(connectionId);
    await socket.closed();
    local.switches.lostDisconnects = 0;
    expect(await idsOf(bob)).toEqual([connectionId]);
    await ada.say(channelId, 'anyone there?');
    await watching.posted('anyone there?');
    await until('the row to go', async () => (await idsOf(bob)).length === 0);
    const rows = await subscriptionsTo(store, channelId, Date.now());
    expect(rows.map(({ userId }) => userId)).not.toContain(bob.userId);
    await watching.event('presence.changed', ({ presence }) => presence.state === 'offline');
  });

  test('a connection that vanished is forgotten by the fan-out, too', async () => {
    const { ada, bob, eve, general } = suite.cast;
    const { local } = suite.runtime;
    const sockets = await Promise.all([eve, eve, eve, eve].map((person) => person.open(general)));
    await sockets[0]?.call('presence.watch', { userIds: [bob.userId] });
    const vanishing = await bob.open(general);
    const ids = await idsOf(bob);
    local.switches.lostDisconnects = 1;
    for (const id of ids) local.gateway?.cut(id);
    await vanishing.closed();
    local.switches.lostDisconnects = 0;
    await ada.say(general, 'is everyone there?');
    for (const socket of sockets) await socket.posted('is everyone there?');
    await until('the rows to go', async () => (await idsOf(bob)).length === 0);
    await sockets[0]?.event('presence.changed', ({ presence }) => presence.state === 'offline');
    expect(vanishing.texts.join()).not.toContain('is everyone there?');
  });

  test('the fan-out closes the socket of a watcher that has ended', async () => {
    const { ada, bob, eve } = suite.cast;
    const { local } = suite.runtime;
    await until('no sockets of Bob', async () => (await idsOf(bob)).length === 0);
    // Eve is not in it: who sends looks at those who are, and would close hers.
    const channelId = await suite.channel('public', [bob]);
    for (let n = 0; n < 4; n += 1) await ada.open(channelId);
    const vanishing = await bob.open(channelId);
    const { socket: watching, over } = await openEnding(suite.runtime, eve, [], 2_000);
    await watching.call('presence.watch', { userIds: [bob.userId] });
    local.switches.lostDisconnects = 1;
    for (const id of await idsOf(bob)) local.gateway?.cut(id);
    await vanishing.closed();
    local.switches.lostDisconnects = 0;
    await over();
    await ada.say(channelId, 'who is gone?');
    expect((await watching.closed()).code).toBe(1000);
    const told = watching.events.filter((event) => event.type === 'presence.changed');
    expect(told.filter(({ presence }) => presence.state === 'offline')).toEqual([]);
  });

  test('throttled posts arrive after all, or are repaired', async () => {
    const { ada, bob } = suite.cast;
    const channelId = await suite.channel();
    const socket = await bob.open(channelId);
    suite.runtime.local.switches.throttledPosts = 0.5;
    const sent = [];
    for (let n = 0; n < 4; n += 1) sent.push(await ada.say(channelId, `throttled ${n}`));
    suite.runtime.local.switches.throttledPosts = 0;
    const last = await ada.say(channelId, 'after');
    await socket.posted('after');
    const { events } = await socket.call('sync.changes', { channelId, after: (sent[0]?.seq ?? 1) - 1 });
    expect(events.map(({ seq }) => seq)).toEqual([...sent.map(({ seq }) => seq), last.seq]);
  });
}
