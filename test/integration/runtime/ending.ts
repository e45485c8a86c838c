import { expect, test } from 'vitest';
import { PASSWORD, Person } from '../../support/runtime-person.ts';
import { LiveSocket } from '../../support/runtime-socket.ts';
import type { Suite } from '../../support/runtime-suite.ts';

const EFFECTIVE_MS = 2_000;

export function endingTests(suite: Suite): void {
  test('deactivating a person ends tokens, sockets and subscriptions in time; reactivating lets them log in', async () => {
    const { ada, workspaceId } = suite.cast;
    const gone = await Person.join(suite.runtime, 'Gone');
    const terms = { workspaceId, role: 'member', uses: 1, expiresInSeconds: 3_600 } as const;
    await gone.call('invite.accept', { secret: (await ada.call('invite.create', terms)).secret });
    const channelId = await suite.channel('private', [gone]);
    const sockets = [await gone.open(channelId), await gone.open(channelId)];
    const { ticket } = await gone.call('socket.ticket', {});
    const { userId } = gone;
    expect((await suite.cast.bob.refused('account.deactivate', { userId })).code).toBe('forbidden');

    const began = performance.now();
    await ada.call('account.deactivate', { userId });
    await Promise.all(sockets.map((socket) => socket.closed()));
    expect((await gone.refused('message.list', { channelId })).code).toBe('unauthenticated');
    expect((await gone.refused('session.refresh', {})).code).toBe('unauthenticated');
    await expect(LiveSocket.open(suite.runtime, ticket)).rejects.toThrow('403');
    expect(performance.now() - began).toBeLessThan(EFFECTIVE_MS);
    const logIn = { email: gone.email, password: PASSWORD };
    expect((await gone.refused('session.logIn', logIn)).reason).toBe('bad_credentials');
    await ada.say(channelId, 'without them');
    for (const socket of sockets) expect(socket.texts.join()).not.toContain('without them');

    await ada.call('account.reactivate', { userId });
    expect((await gone.refused('sync.start', {})).code).toBe('unauthenticated');
    await gone.logIn();
    const again = await gone.open(channelId);
    await ada.say(channelId, 'welcome back');
    await again.posted('welcome back');
  });

  test('logging out everywhere ends every session in time', async () => {
    const { eve } = suite.cast;
    const other = await eve.elsewhere();
    const sockets = [await eve.open(), await other.open()];
    const began = performance.now();
    await other.call('session.logOutEverywhere', {});
    await Promise.all(sockets.map((socket) => socket.closed()));
    for (const person of [eve, other]) {
      expect((await person.refused('sync.start', {})).code).toBe('unauthenticated');
      expect((await person.refused('session.refresh', {})).code).toBe('unauthenticated');
    }
    expect(performance.now() - began).toBeLessThan(EFFECTIVE_MS);
    await eve.logIn();
  });
}
