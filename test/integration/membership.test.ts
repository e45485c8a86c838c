import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIMITS } from '../../protocol/limits.ts';
import { newMembership } from '../../lambdas/flows/create-channel.ts';
import { putMembership } from '../../lambdas/table/channel-member.ts';
import { startLeaving } from '../../lambdas/table/workspace-member.ts';
import { Person } from '../support/server/person.ts';
import { type Server, startServer } from '../support/server/start-server.ts';

let server: Server;
/** The first account: the operator. */
let operator: Person;
let owner: Person;
let workspaceId: string;
beforeAll(async () => {
  server = await startServer();
  operator = await Person.join(server, 'Operator');
  owner = await Person.join(server, 'Ada');
  workspaceId = (await owner.call('workspace.create', { name: 'Engines' })).workspace.workspaceId;
});
afterAll(() => server.stop());

const inviteBy = async (person: Person, role: 'admin' | 'member' = 'member'): Promise<string> =>
  (await person.call('invite.create', { workspaceId, role, uses: 10, expiresInSeconds: 3_600 })).secret;

async function member(name: string): Promise<Person> {
  const person = await Person.join(server, name);
  await person.call('invite.accept', { secret: await inviteBy(owner) });
  return person;
}

const reasonOf = async (person: Person, secret: string): Promise<string | undefined> =>
  (await person.refused('invite.accept', { secret })).reason;
const openInvites = async (): Promise<number> => (await owner.call('invite.list', { workspaceId })).invites.length;

describe('an invite is worth nothing without its inviter', () => {
  test('when an operator deactivated them', async () => {
    const inviter = await member('Grace');
    const secret = await inviteBy(inviter);
    const before = await openInvites();
    await operator.call('account.deactivate', { userId: inviter.userId });
    expect(await reasonOf(operator, secret)).toBe('invite_revoked');
    expect(await openInvites()).toBe(before - 1);
    await operator.call('account.reactivate', { userId: inviter.userId });
    expect(await openInvites()).toBe(before);
  });

  test('also not after they came back', async () => {
    const inviter = await member('Edith');
    const secret = await inviteBy(inviter);
    server.clock.advance(1_000);
    await inviter.call('workspace.leave', { workspaceId });
    await inviter.call('invite.accept', { secret: await inviteBy(owner) });
    expect(await reasonOf(operator, secret)).toBe('invite_revoked');
  });
});

test('an invite of somebody who was deactivated lets nobody register', async () => {
  const closed = await startServer({ env: { PARLEY_SIGN_UP: 'invite-only' } });
  const first = await Person.join(closed, 'First');
  const made = (await first.call('workspace.create', { name: 'Closed' })).workspace.workspaceId;
  const invited = async (by: Person): Promise<string> =>
    (await by.call('invite.create', { workspaceId: made, role: 'member', uses: 9, expiresInSeconds: 3_600 })).secret;
  const invite = await invited(first);
  const inviter = await Person.join(closed, 'Inviter', { invite });
  await inviter.call('invite.accept', { secret: invite });
  const theirs = await invited(inviter);
  await first.call('account.deactivate', { userId: inviter.userId });
  const late = new Person(closed, 'Late');
  const asked = { email: late.email, password: 'correct horse battery', displayName: 'Late', invite: theirs };
  expect(await late.refused('session.register', asked)).toMatchObject({ code: 'forbidden', reason: 'invite_needed' });
  await closed.stop();
});

describe('an answer that was lost', () => {
  test('is given again to who has left', async () => {
    const person = await member('Hedy');
    const first = await person.call('workspace.leave', { workspaceId });
    expect(await person.call('workspace.leave', { workspaceId })).toEqual(first);
  });

  test('is given again to who has removed somebody', async () => {
    const { userId } = await member('Joan');
    const first = await owner.call('member.remove', { workspaceId, userId });
    expect(await owner.call('member.remove', { workspaceId, userId })).toEqual(first);
  });
});

test('a removal that was interrupted is finished before the next access token', async () => {
  const person = await member('Radia');
  const create = { workspaceId, name: 'unfinished', kind: 'private' } as const;
  const { channelId } = (await owner.call('channel.create', create)).own.channel;
  await owner.call('channel.addMembers', { channelId, userIds: [person.userId] });
  const fact = { how: 'removed', by: owner.userId, at: server.clock.now() } as const;
  await server.store.write([startLeaving(workspaceId, person.userId, 'member', fact)]);
  await person.call('message.list', { channelId });
  await person.refresh();
  expect((await person.refused('message.list', { channelId })).code).toBe('forbidden');
});

test('the list of people marks who was deactivated', async () => {
  const person = await member('Katherine');
  await operator.call('account.deactivate', { userId: person.userId });
  const { members } = await owner.call('member.list', { workspaceId, text: 'Katherine' });
  expect(members).toEqual([expect.objectContaining({ userId: person.userId, deactivated: true })]);
  expect((await owner.call('member.list', { workspaceId, text: 'Ada' })).members[0]?.deactivated).toBe(false);
});

test('history is asked for around one number at most', async () => {
  const { workspaces } = await owner.call('sync.start', {});
  const channelId = workspaces[0]?.generalChannelId ?? '';
  const error = await owner.refused('message.list', { channelId, before: 3, after: 1 });
  expect(error).toMatchObject({ code: 'invalid', field: 'around' });
  await owner.call('message.list', { channelId, after: 1 });
});

test('nobody is in more channels than there may be', async () => {
  const full = await member('Mary');
  const other = await member('Annie');
  const create = { workspaceId, name: 'one-more', kind: 'public' } as const;
  const { channelId } = (await owner.call('channel.create', create)).own.channel;
  const { channels } = await full.call('sync.start', {});
  for (let count = channels.length; count < LIMITS.channelsPerPerson; count++) {
    const channel = { channelId: `C${String(count).padStart(26, '0')}`, workspaceId };
    await server.store.write([putMembership(newMembership(channel, full.userId, 0))]);
  }
  const refusal = { code: 'conflict', reason: 'too_many_channels' };
  expect(await full.refused('channel.create', { ...create, name: 'own' })).toMatchObject(refusal);
  expect(await full.refused('channel.join', { channelId })).toMatchObject(refusal);
  expect(await owner.refused('channel.addMembers', { channelId, userIds: [full.userId] })).toMatchObject(refusal);
  expect(await other.refused('direct.start', { workspaceId, userIds: [full.userId] })).toMatchObject(refusal);
  await other.call('channel.join', { channelId });
});
