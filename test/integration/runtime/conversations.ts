import { expect, test } from 'vitest';
import type { Notice } from '../../../protocol/message.ts';
import type { Person } from '../../support/runtime-person.ts';
import type { Suite } from '../../support/runtime-suite.ts';

export function conversationsTests(suite: Suite): void {
  /** What the conversation itself has written, oldest first. */
  async function noticesIn(channelId: string, reader: Person = suite.cast.ada): Promise<readonly Notice[]> {
    const { messages } = await reader.call('message.list', { channelId });
    return messages.flatMap(({ notice }) => notice ?? []);
  }

  test('everyone of a workspace is in #general, and nobody leaves it', async () => {
    const { ada, bob, eve, general } = suite.cast;
    const { members } = await bob.call('channel.members', { channelId: general });
    expect(new Set(members.map(({ userId }) => userId))).toEqual(new Set([ada.userId, bob.userId, eve.userId]));
    expect(await bob.refused('channel.leave', { channelId: general })).toMatchObject({ reason: 'not_possible' });
  });

  test('what happens to a public channel stands in it', async () => {
    const { ada, bob, eve, workspaceId } = suite.cast;
    const channelId = await suite.channel('public', [bob]);
    const { channel } = await ada.call('channel.get', { channelId });
    await eve.call('channel.join', { channelId });
    await eve.call('channel.join', { channelId });
    await ada.call('channel.rename', { channelId, name: 'renamed-here' });
    await bob.call('channel.describe', { channelId, topic: 'Looms' });
    await eve.call('channel.leave', { channelId });
    await ada.call('channel.removeMember', { channelId, userId: bob.userId });
    expect(await noticesIn(channelId)).toEqual([
      { what: 'created' },
      { what: 'added', people: [bob.userId] },
      { what: 'joined', people: [eve.userId] },
      { what: 'renamed', from: channel.name, to: 'renamed-here' },
      { what: 'topic', to: 'Looms' },
      { what: 'left' },
      { what: 'removed', people: [bob.userId] },
    ]);
    const { channels } = await bob.call('channel.browse', { workspaceId, text: 'renamed-here' });
    expect(channels).toMatchObject([{ channel: { channelId, topic: 'Looms' }, joined: false }]);
  });

  test('a name is taken once, however many ask for it at once', async () => {
    const { bob, eve, workspaceId } = suite.cast;
    const input = { workspaceId, name: 'one-of-a-kind', kind: 'public' } as const;
    const tries = await Promise.all([bob, eve, bob, eve].map((person) => person.ask('channel.create', input)));
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
    const reasons = tries.flatMap((each) => (each.ok ? [] : [each.error.reason]));
    expect(reasons).toEqual(['name_taken', 'name_taken', 'name_taken']);
  });

  test('a private channel is seen by its members only', async () => {
    const { ada, bob, eve, workspaceId } = suite.cast;
    const channelId = await suite.channel('private', [bob]);
    expect((await bob.call('channel.get', { channelId })).own).not.toBeNull();
    expect((await eve.refused('channel.get', { channelId })).code).toBe('forbidden');
    expect((await eve.refused('channel.join', { channelId })).code).toBe('forbidden');
    const { channels } = await eve.call('channel.browse', { workspaceId });
    expect(channels.map(({ channel }) => channel.channelId)).not.toContain(channelId);
    expect((await ada.call('channel.members', { channelId })).members).toHaveLength(2);
  });

  test('nobody adds or talks to who is not in the workspace', async () => {
    const { ada, mallory, workspaceId } = suite.cast;
    const channelId = await suite.channel('private', []);
    const userIds = [mallory.userId];
    const nobody = [`U${'0'.repeat(26)}`];
    expect(await ada.refused('channel.addMembers', { channelId, userIds })).toEqual(
      await ada.refused('channel.addMembers', { channelId, userIds: nobody }),
    );
    expect(await ada.refused('direct.start', { workspaceId, userIds })).toEqual(
      await ada.refused('direct.start', { workspaceId, userIds: nobody }),
    );
  });

  test('the same people always get the same conversation, whoever begins and however often', async () => {
    const { ada, bob, eve, workspaceId } = suite.cast;
    const start = async (by: Person, ...others: readonly Person[]): Promise<string> => {
      const userIds = others.map(({ userId }) => userId);
      return (await by.call('direct.start', { workspaceId, userIds })).own.channel.channelId;
    };
    const direct = await Promise.all([start(bob, eve), start(eve, bob), start(bob, eve, bob), start(eve, bob)]);
    expect(new Set(direct).size).toBe(1);
    const group = await Promise.all([start(ada, bob, eve), start(eve, ada, bob), start(bob, eve, ada)]);
    expect(new Set(group).size).toBe(1);
    expect(group[0]).not.toBe(direct[0]);
    const alone = await start(ada, ada);
    expect(alone).toBe(await start(ada, ada));
    expect((await eve.call('channel.get', { channelId: group[0] ?? '' })).channel).toMatchObject({
      kind: 'group',
      people: expect.arrayContaining([ada.userId, bob.userId, eve.userId]),
    });
    expect((await ada.refused('channel.get', { channelId: direct[0] ?? '' })).code).toBe('forbidden');
    expect((await bob.refused('channel.leave', { channelId: direct[0] ?? '' })).code).toBe('conflict');
  });

  test('an archived channel is read, not written to, until it is taken out again', async () => {
    const { ada, bob } = suite.cast;
    const channelId = await suite.channel();
    const { seq } = await bob.say(channelId, 'before');
    await ada.call('channel.archive', { channelId });
    const socket = await bob.open(channelId);
    const clientMessageId = crypto.randomUUID();
    const archived = { code: 'conflict', reason: 'archived' };
    const writes = [
      ['message.send', { channelId, clientMessageId, text: 'x' }],
      ['message.edit', { channelId, seq, text: 'x' }],
      ['message.delete', { channelId, seq }],
    ] as const;
    for (const [action, input] of writes) {
      expect([action, await bob.refused(action, input)]).toMatchObject([action, archived]);
      expect([action, await socket.refused(action, input)]).toMatchObject([action, archived]);
    }
    expect(await suite.cast.eve.refused('channel.join', { channelId })).toMatchObject(archived);
    expect((await bob.call('message.list', { channelId })).messages.at(-1)?.notice).toEqual({ what: 'archived' });
    await ada.call('channel.unarchive', { channelId });
    // The refused sends used no id up.
    await bob.call('message.send', { channelId, clientMessageId, text: 'x' });
  });

  test('the last owner cannot leave', async () => {
    const { ada, workspaceId } = suite.cast;
    expect(await ada.refused('workspace.leave', { workspaceId })).toMatchObject({ reason: 'last_owner' });
  });
}
