import { afterEach, expect, test } from 'vitest';
import { CANARY } from '../../support/runtime-browser.ts';
import type { Suite } from '../../support/runtime-suite.ts';
import { until } from '../../support/runtime-until.ts';

export function storeFaultsTests(suite: Suite): void {
  const disturb = (fault: NonNullable<Suite['runtime']['faults']['disturb']> | undefined): void => {
    suite.runtime.faults.disturb = fault;
  };
  afterEach(() => disturb(undefined));

  test.each(['throttled', 'conflict'] as const)(
    'a store that stays %s loses nothing and doubles nothing',
    async (fault) => {
      const { ada, bob } = suite.cast;
      const channelId = await suite.channel();
      const socket = await bob.open(channelId);
      const clientMessageId = crypto.randomUUID();
      const input = { channelId, clientMessageId, text: `patience ${CANARY}` };
      disturb((call) => (call === 'write' ? fault : undefined));
      const busy = { code: 'unavailable', retryAfterMs: expect.any(Number) };
      expect(await bob.refused('message.send', input)).toMatchObject(busy);
      expect(await socket.refused('message.send', input)).toMatchObject(busy);
      disturb((call) => (call === 'update' ? fault : undefined));
      expect(await bob.refused('message.send', input)).toMatchObject(busy);
      disturb((call) => (call === 'getMany' ? fault : undefined));
      expect((await bob.raw('sync.start', '{}')).status).toBe(503);
      disturb(undefined);
      const { message } = await bob.call('message.send', input);
      const next = await ada.say(channelId, 'and on');
      expect(next.seq).toBe(message.seq + 1);
      await socket.posted('and on');
      const { events, through } = await bob.call('sync.changes', { channelId, after: 0 });
      expect(events.filter((event) => event.message.clientMessageId === clientMessageId)).toHaveLength(1);
      expect(through).toBe(next.seq);
      socket.close();
    },
  );

  test('one conflict among many is not noticed, or is told as such', async () => {
    const { bob } = suite.cast;
    const channelId = await suite.channel();
    let calls = 0;
    disturb((call) => (call === 'write' && (calls += 1) % 3 === 1 ? 'conflict' : undefined));
    const ids = Array.from({ length: 9 }, () => crypto.randomUUID());
    for (const id of ids) {
      await until('a send that passes', async () => {
        const input = { channelId, clientMessageId: id, text: CANARY };
        const result = await bob.ask('message.send', input);
        return result.ok;
      });
    }
    disturb(undefined);
    const { events } = await bob.call('sync.changes', { channelId, after: 0 });
    const sent = events.filter(({ message }) => !message.notice).map(({ message }) => message.clientMessageId);
    expect(sent).toEqual(ids);
  });

  test('a commit whose answer was lost is the message that the retry gets', async () => {
    const { ada, bob } = suite.cast;
    const channelId = await suite.channel();
    const clientMessageId = crypto.randomUUID();
    let lost = 0;
    disturb((call) => (call === 'write' && (lost += 1) === 1 ? 'lost-reply' : undefined));
    const input = { channelId, clientMessageId, text: `once ${CANARY}` };
    const first = await bob.ask('message.send', input);
    disturb(undefined);
    const { message } = await bob.call('message.send', input);
    // Where the adapter repeats the call under its token, the caller does not even notice.
    expect(first.ok ? first.output.message : first.error.code).toEqual(first.ok ? message : 'unavailable');
    const { messages } = await ada.call('message.list', { channelId });
    expect(messages.filter(({ notice }) => !notice)).toEqual([message]);
  });

  test('a sign-in while the store is away is refused, and works afterwards', async () => {
    const { eve } = suite.cast;
    disturb((call) => (call === 'write' || call === 'update' ? 'throttled' : undefined));
    const socket = await eve.ask('socket.ticket', {});
    expect(socket).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    disturb(undefined);
    (await eve.open()).close();
  });

  test('a handshake while the store is away does not open, and a new ticket does', async () => {
    const { eve } = suite.cast;
    const { ticket } = await eve.call('socket.ticket', {});
    const { LiveSocket } = await import('../../support/runtime-socket.ts');
    disturb((call) => (call === 'write' || call === 'take' ? 'throttled' : undefined));
    await expect(LiveSocket.open(suite.runtime, ticket)).rejects.toThrow(/50[03]/);
    disturb(undefined);
    (await eve.open()).close();
  });
}
