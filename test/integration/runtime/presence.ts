import { expect, test } from 'vitest';
import { connectionsOf, updateConnection } from '../../../lambdas/table/connection.ts';
import type { Person } from '../../support/runtime-person.ts';
import type { LiveSocket } from '../../support/runtime-socket.ts';
import type { Suite } from '../../support/runtime-suite.ts';
import { until } from '../../support/runtime-until.ts';

const stateOf = async (socket: LiveSocket, { userId }: Person): Promise<string | undefined> =>
  (await socket.call('presence.watch', { userIds: [userId] })).presence[0]?.state;

/** The states that were told, each as long as it held: what two sockets do at once may be told twice. */
const changes = (socket: LiveSocket, { userId }: Person): readonly string[] =>
  socket.events
    .flatMap((event) =>
      event.type === 'presence.changed' && event.presence.userId === userId ? [event.presence.state] : [],
    )
    .filter((state, index, states) => state !== states[index - 1]);
const seen = (socket: LiveSocket, person: Person, states: readonly string[]): Promise<boolean> =>
  until(`${person.name} ${states.join(', ')}`, () => changes(socket, person).join() === states.join());

export function presenceTests(suite: Suite): void {
  /** Waits until nothing of earlier tests is connected any more. */
  const alone = ({ userId, name }: Person): Promise<boolean> =>
    until(`no sockets of ${name}`, async () => (await connectionsOf(suite.runtime.store, userId)).length === 0);

  test('is told to those who look: online, away, and offline with the last connection', async () => {
    const { ada, bob, eve } = suite.cast;
    await alone(bob);
    const [watching, other] = [await ada.open(), await eve.open()];
    expect(await stateOf(watching, bob)).toBe('offline');
    const first = await bob.open();
    await seen(watching, bob, ['online']);
    const second = await bob.open();
    await first.call('presence.set', { visible: false });
    first.close();
    await second.call('presence.set', { visible: false });
    await seen(watching, bob, ['online', 'away']);
    await second.call('presence.set', { visible: true });
    await seen(watching, bob, ['online', 'away', 'online']);
    second.close();
    await seen(watching, bob, ['online', 'away', 'online', 'offline']);
    expect(changes(other, bob)).toEqual([]);
  });

  test('ends when nothing was heard for long', async () => {
    const { ada, bob } = suite.cast;
    await alone(bob);
    const [watching, silent] = [await ada.open(), await bob.open()];
    expect(await stateOf(watching, bob)).toBe('online');
    const [connection] = await connectionsOf(suite.runtime.store, bob.userId);
    const lastSeen = Date.now() - 12 * 60_000;
    await suite.runtime.store.write([updateConnection(bob.userId, connection?.connectionId ?? '', { lastSeen })]);
    expect(await stateOf(watching, bob)).toBe('offline');
    await silent.call('sync.check', { known: [], visible: true });
    expect(await stateOf(watching, bob)).toBe('online');
  });

  test('is nobody’s business outside of the workspace', async () => {
    const { bob, mallory } = suite.cast;
    const socket = await mallory.open();
    expect((await socket.call('presence.watch', { userIds: [bob.userId] })).presence).toEqual([]);
    expect((await socket.call('presence.watch', { userIds: [`U${'0'.repeat(26)}`] })).presence).toEqual([]);
    (await bob.open()).close();
    await mallory.say(suite.cast.foreign, 'fence');
    expect(changes(socket, bob)).toEqual([]);
  });
}
