/** Real cases: Mattermost CVE-2023-1774 (inviting into what the inviter cannot see), Zulip CVE-2022-21706 (an invite for another workspace). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Person } from '../support/server/person.ts';
import { channel, found, type Team } from './team.ts';

let team: Team;
beforeAll(async () => {
  team = await found();
});
afterAll(() => team.server.stop());

const MISSING = `C${'0'.repeat(26)}`;

test('nobody adds people to what they cannot see themselves', async () => {
  const { member, other, stranger, owner, privateId, strangersId, workspaceId } = team;
  const ownersOnly = await channel(owner, workspaceId, 'private', []);
  for (const [person, channelId] of [
    [other, privateId],
    [member, ownersOnly],
    [owner, strangersId],
    [stranger, privateId],
  ] as const) {
    const add = (id: string) => person.refused('channel.addMembers', { channelId: id, userIds: [other.userId] });
    expect(await add(channelId)).toEqual(await add(MISSING));
  }
  const joined = async (channelId: string) => (await owner.call('channel.members', { channelId })).members.length;
  expect(await joined(privateId)).toBe(2);
  expect(await joined(ownersOnly)).toBe(1);
});

test('owners and admins rule no private channel that they are not in', async () => {
  const { owner, member, workspaceId } = team;
  const channelId = await channel(member, workspaceId, 'private', []);
  for (const id of [channelId, MISSING]) {
    const refusals = [
      await owner.refused('channel.rename', { channelId: id, name: 'taken-over' }),
      await owner.refused('channel.archive', { channelId: id }),
      await owner.refused('channel.removeMember', { channelId: id, userId: member.userId }),
      await owner.refused('channel.addMembers', { channelId: id, userIds: [owner.userId] }),
    ];
    expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['forbidden']));
  }
  expect((await member.call('channel.get', { channelId })).channel).toMatchObject({ archived: false });
});

test('nobody is added who is not of the workspace, nor drawn into a conversation', async () => {
  const { owner, stranger, privateId, workspaceId } = team;
  const { userId } = stranger;
  const add = await owner.refused('channel.addMembers', { channelId: privateId, userIds: [userId] });
  expect(add.code).toBe('forbidden');
  expect((await owner.refused('direct.start', { workspaceId, userIds: [userId] })).code).toBe('forbidden');
  expect((await stranger.call('sync.start', {})).channels).toHaveLength(2);
});

test('members make no admins, and nobody makes owners by an invitation', async () => {
  const { member, owner, workspaceId } = team;
  const terms = { workspaceId, uses: 1, expiresInSeconds: 60 } as const;
  expect((await member.refused('invite.create', { ...terms, role: 'admin' })).code).toBe('forbidden');
  const { status } = await owner.raw('invite.create', JSON.stringify({ ...terms, role: 'owner' }));
  expect(status).toBe(400);
});

test('an invitation leads to its own workspace, with its own role, as often as it says, for as long as it says', async () => {
  const { owner, stranger, server, workspaceId } = team;
  const { secret, invite } = await owner.call('invite.create', {
    workspaceId,
    role: 'member',
    uses: 2,
    expiresInSeconds: 60,
  });
  const [theirs] = (await stranger.call('sync.start', {})).workspaces;
  const ofTheirs = { workspaceId: theirs?.workspaceId ?? '', inviteId: invite.inviteId };
  expect((await stranger.refused('invite.revoke', ofTheirs)).code).toBe('forbidden');
  const guests = await Promise.all(['Ann', 'Ben', 'Cid'].map((name) => Person.join(server, `${name} Guest`)));
  const tries = await Promise.all(guests.map((guest) => guest.ask('invite.accept', { secret })));
  const workspaces = tries.flatMap((each) => (each.ok ? [each.output.workspace] : []));
  expect(workspaces).toMatchObject([
    { workspaceId, role: 'member' },
    { workspaceId, role: 'member' },
  ]);
  const late = await owner.call('invite.create', { workspaceId, role: 'member', uses: 2, expiresInSeconds: 60 });
  server.clock.advance(60_000);
  expect((await stranger.refused('invite.accept', { secret: late.secret })).reason).toBe('invite_expired');
});
