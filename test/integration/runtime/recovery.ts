import { expect, test } from 'vitest';
import { keys } from '../../../lambdas/table/schema.ts';
import { CANARY } from '../../support/runtime-browser.ts';
import type { Suite } from '../../support/runtime-suite.ts';
import { openEnding } from '../../support/runtime-tickets.ts';
import { until } from '../../support/runtime-until.ts';
import { commitUntold, takeNumber } from '../../support/runtime-untold.ts';

const REPAIRED_MS = 2_000;

export function recoveryTests(suite: Suite): void {
  const killedAfterCounter = async (channelId: string): Promise<number> =>
    (await takeNumber(suite.runtime.store, channelId)).seq;

  /** A message of Ada's. */
  const killedAfterCommit = (channelId: string, clientMessageId: string) =>
    commitUntold({
      store: suite.runtime.store,
      author: suite.cast.ada.userId,
      channelId,
      clientMessageId,
      text: `committed ${CANARY}`,
    });

  test('a socket cut between send and ack: the retry gives the same message', async () => {
    const { ada, bob } = suite.cast;
    const channelId = await suite.channel();
    const clientMessageId = crypto.randomUUID();
    const socket = await bob.open(channelId);
    const input = { channelId, clientMessageId, text: `cut ${CANARY}` };
    socket.send(JSON.stringify({ id: 'cut', action: 'message.send', input }));
    socket.terminate();
    const again = await bob.open(channelId);
    const retried = await again.call('message.send', input);
    const { messages } = await ada.call('message.list', { channelId });
    expect(messages.filter(({ notice }) => !notice)).toEqual([retried.message]);
  });

  test('a message that was committed but never acknowledged is the one that the retry gets', async () => {
    const { ada } = suite.cast;
    const channelId = await suite.channel();
    const clientMessageId = crypto.randomUUID();
    const message = await killedAfterCommit(channelId, clientMessageId);
    expect(await ada.say(channelId, 'committed', clientMessageId)).toEqual(message);
  });

  test.each(['sync.changes', 'message.list'] as const)(
    'a worker killed between counter and message: %s voids the hole, and everyone goes on',
    async (reader) => {
      const { ada, bob } = suite.cast;
      const { store } = suite.runtime;
      const channelId = await suite.channel();
      const first = await ada.say(channelId, 'before');
      const hole = await killedAfterCounter(channelId);
      expect(hole).toBe(first.seq + 1);
      const last = await ada.say(channelId, 'after');
      expect(last.seq).toBe(hole + 1);
      const seqs = await until('what comes after the hole', async () => {
        const seen =
          reader === 'sync.changes'
            ? (await bob.call(reader, { channelId, after: first.seq - 1 })).events.map(({ seq }) => seq)
            : (await bob.call(reader, { channelId })).messages.filter(({ notice }) => !notice).map(({ seq }) => seq);
        return seen.includes(last.seq) ? seen : undefined;
      });
      expect(seqs).toEqual([first.seq, last.seq]);
      for (const key of [keys.message(channelId, hole), keys.change(channelId, hole)]) {
        expect(await store.get(key, { consistent: true })).toMatchObject({ type: 'void' });
      }
      expect((await bob.say(channelId, 'and on')).seq).toBe(last.seq + 1);
      expect(await bob.call('readMarker.count', { channelIds: [channelId] })).toMatchObject({
        counts: [{ unread: 2 }],
      });
    },
  );

  test('a hole at the very end holds nobody up', async () => {
    const { ada, bob } = suite.cast;
    const channelId = await suite.channel();
    const { seq } = await ada.say(channelId, 'before');
    const hole = await killedAfterCounter(channelId);
    const page = await bob.call('sync.changes', { channelId, after: seq });
    expect(page).toMatchObject({ events: [], through: hole, more: false, reset: false });
  });

  test('a push that was lost is repaired by the tip of the stream', async () => {
    const { bob, eve } = suite.cast;
    const channelId = await suite.channel('public', [bob, eve]);
    const [looking, elsewhere] = [await bob.open(channelId), await eve.open()];
    const { seq } = await killedAfterCommit(channelId, crypto.randomUUID());
    const tip = await looking.event('channel.tipped', (event) => event.channelId === channelId, REPAIRED_MS);
    expect(tip.seq).toBe(seq);
    const hint = await elsewhere.event('channel.hinted', (event) => event.channelId === channelId, REPAIRED_MS);
    expect(hint.seq).toBe(seq);
    const { events } = await looking.call('sync.changes', { channelId, after: seq - 1 });
    expect(events.map((event) => event.message.text)).toEqual([`committed ${CANARY}`]);
  });

  test('the tip finds connections that are gone, and tells those who look at them', async () => {
    const { bob, eve } = suite.cast;
    const { local } = suite.runtime;
    const channelId = await suite.channel('public', [bob, eve]);
    const watching = await eve.open(channelId);
    await watching.call('presence.watch', { userIds: [bob.userId] });
    const socket = await bob.open(channelId);
    local.switches.lostDisconnects = 1;
    for (const { sk } of await connectionRows()) local.gateway?.cut(sk.slice(2));
    await socket.closed();
    local.switches.lostDisconnects = 0;
    await killedAfterCommit(channelId, crypto.randomUUID());
    await watching.event('channel.tipped', (event) => event.channelId === channelId, REPAIRED_MS);
    await until('the rows to go', async () => (await connectionRows()).length === 0);
    await watching.event('presence.changed', ({ presence }) => presence.state === 'offline');
    expect(socket.texts.join()).not.toContain('tipped');
    watching.close();

    async function connectionRows() {
      const { pk, sk } = keys.connection(bob.userId, '');
      return (await suite.runtime.store.query({ pk, sk: { beginsWith: sk }, consistent: true })).items;
    }
  });

  test('the tip closes a socket that has ended', async () => {
    const { bob } = suite.cast;
    const channelId = await suite.channel();
    const { socket, over } = await openEnding(suite.runtime, bob, [channelId]);
    await over();
    await killedAfterCommit(channelId, crypto.randomUUID());
    await socket.closed();
    expect(socket.texts.join()).not.toContain('tipped');
  });

  test('an ordinary message is tipped to nobody', async () => {
    const { ada, bob } = suite.cast;
    const channelId = await suite.channel();
    const socket = await bob.open(channelId);
    await ada.say(channelId, 'pushed');
    await socket.posted('pushed');
    const { seq, ord } = await killedAfterCommit(channelId, crypto.randomUUID());
    const tips = await until('the tip of the lost one', () => {
      const found = socket.events.filter((event) => event.type === 'channel.tipped');
      return found.length > 0 ? found : undefined;
    });
    expect(tips).toEqual([{ type: 'channel.tipped', channelId, seq, ord }]);
  });
}
