import { beforeEach, describe, expect, it } from 'vitest';
import { channelAddMembers } from '../../../lambdas/actions/channel-add-members.ts';
import { channelArchive } from '../../../lambdas/actions/channel-archive.ts';
import { channelBrowse } from '../../../lambdas/actions/channel-browse.ts';
import { channelCreate } from '../../../lambdas/actions/channel-create.ts';
import { channelDescribe } from '../../../lambdas/actions/channel-describe.ts';
import { channelGet } from '../../../lambdas/actions/channel-get.ts';
import { channelJoin } from '../../../lambdas/actions/channel-join.ts';
import { channelLeave } from '../../../lambdas/actions/channel-leave.ts';
import { channelMembers } from '../../../lambdas/actions/channel-members.ts';
import { channelRemoveMember } from '../../../lambdas/actions/channel-remove-member.ts';
import { channelRename } from '../../../lambdas/actions/channel-rename.ts';
import { channelUnarchive } from '../../../lambdas/actions/channel-unarchive.ts';
import { directStart } from '../../../lambdas/actions/direct-start.ts';
import { messageDelete } from '../../../lambdas/actions/message-delete.ts';
import { messageEdit } from '../../../lambdas/actions/message-edit.ts';
import { messageList } from '../../../lambdas/actions/message-list.ts';
import { messageSend } from '../../../lambdas/actions/message-send.ts';
import { syncChanges } from '../../../lambdas/actions/sync-changes.ts';
import { Problem } from '../../../protocol/errors.ts';
import { endMembership } from '../../../lambdas/flows/end-membership.ts';
import { keys } from '../../../lambdas/table/schema.ts';
import { adaAndBen } from '../../support/calls.ts';
import { beforeWrite } from '../../support/interposed-store.ts';
import type { Person, World } from '../../support/world.ts';

let world: World;
let owner: Person;
let generalId: string;
let ada: Person;
let ben: Person;

beforeEach(async () => {
  ({ world, owner, generalId, ada, ben } = await adaAndBen());
});

const create = async (who: Person, name: string, kind: 'public' | 'private' = 'public') => {
  const input = { workspaceId: world.workspaceId, name, kind };
  return (await world.call('channel.create', channelCreate, who, input)).own.channel.channelId;
};
const join = (who: Person, channelId: string) => world.call('channel.join', channelJoin, who, { channelId });
const rename = (who: Person, channelId: string, name: string) =>
  world.call('channel.rename', channelRename, who, { channelId, name });
const browse = async (who: Person, more: { text?: string; archived?: boolean } = {}) =>
  (await world.call('channel.browse', channelBrowse, who, { workspaceId: world.workspaceId, ...more })).channels.map(
    ({ channel, joined }) => `${channel.name}${joined ? '*' : ''}`,
  );
const noticesOf = async (who: Person, channelId: string) =>
  (await world.call('message.list', messageList, who, { channelId })).messages.map(({ notice }) => notice);

describe('public channels', () => {
  it('are found, joined, left and joined again, and say so', async () => {
    const channelId = await create(ada, 'news');
    expect(await browse(ben)).toEqual(['general', 'news']);
    const { own } = await join(ben, channelId);
    expect(own.membership).toMatchObject({ role: 'member', readSeq: own.seq });
    expect((await join(ben, channelId)).own).toEqual(own);
    expect(await browse(ben, { text: 'NEW' })).toEqual(['news*']);
    await world.call('channel.leave', channelLeave, ben, { channelId });
    await world.call('channel.leave', channelLeave, ben, { channelId });
    await join(ben, channelId);
    expect((await noticesOf(ada, channelId)).map((notice) => notice?.what)).toEqual([
      'created',
      'joined',
      'left',
      'joined',
    ]);
    const { members } = await world.call('channel.members', channelMembers, ben, { channelId });
    expect(members.map(({ userId, role }) => [userId, role])).toEqual([
      [ada.userId, 'manager'],
      [ben.userId, 'member'],
    ]);
  });

  it('have names of their own, whoever takes them first', async () => {
    const news = await create(ada, 'news');
    const taken = { code: 'conflict', details: { reason: 'name_taken' } };
    await expect(create(ben, 'news')).rejects.toMatchObject(taken);
    const talk = await create(ada, 'talk');
    await expect(rename(ada, talk, 'news')).rejects.toMatchObject(taken);
    const { channel } = await rename(ada, news, 'fresh');
    expect(channel).toMatchObject({ name: 'fresh', lastSeq: 2 });
    expect((await rename(ada, news, 'fresh')).channel).toEqual(channel);
    await rename(ada, talk, 'news');
    expect(await browse(ben)).toEqual(['fresh', 'general', 'news']);
    const { through } = await world.call('message.list', messageList, ada, { channelId: talk });
    expect(through).toBe((await world.head(talk)).seq);
  });

  it('keep both of two changes at once', async () => {
    const channelId = await create(ada, 'news');
    const store = beforeWrite(world.store, async () => void (await rename(ada, channelId, 'fresh')));
    const input = { channelId, topic: 'Cats', purpose: 'More cats' };
    const { channel } = await world.call('channel.describe', channelDescribe, ada, input, { store });
    expect(channel).toMatchObject({ name: 'fresh', topic: 'Cats', purpose: 'More cats' });
    const { events } = await world.call('sync.changes', syncChanges, ben, { channelId, after: 1 });
    const states = events.flatMap((event) => (event.type === 'message.posted' ? (event.channel ?? []) : []));
    expect(states.map(({ name, topic, purpose }) => [name, topic, purpose])).toEqual([
      ['fresh', '', ''],
      ['fresh', 'Cats', ''],
      ['fresh', 'Cats', 'More cats'],
    ]);
    expect(states.at(-1)).toEqual(channel);
  });

  it('are read, not written, when they are archived', async () => {
    const channelId = await create(ada, 'news');
    await world.call('channel.archive', channelArchive, owner, { channelId });
    const refused = { details: { reason: 'archived' } };
    await expect(rename(ada, channelId, 'fresh')).rejects.toMatchObject(refused);
    await expect(join(ben, channelId)).rejects.toMatchObject(refused);
    expect(await browse(ben)).toEqual(['general']);
    expect(await browse(ben, { archived: true })).toEqual(['news']);
    expect(await noticesOf(ben, channelId)).toHaveLength(2);
    await world.call('channel.unarchive', channelUnarchive, ada, { channelId });
    await join(ben, channelId);
  });
});

describe('who may not', () => {
  it('gets one and the same answer for what is hidden and what is not there', async () => {
    const hidden = await create(ada, 'hidden', 'private');
    const nowhere = `C${'0'.repeat(26)}`;
    const outsider = { userId: `U${'9'.repeat(26)}`, connectionId: null };
    const calls = (channelId: string, who: Person) => [
      world.call('channel.get', channelGet, who, { channelId }),
      world.call('channel.join', channelJoin, who, { channelId }),
      world.call('channel.leave', channelLeave, who, { channelId }),
      world.call('channel.rename', channelRename, who, { channelId, name: 'x' }),
      world.call('channel.describe', channelDescribe, who, { channelId, topic: 'x' }),
      world.call('channel.archive', channelArchive, who, { channelId }),
      world.call('channel.unarchive', channelUnarchive, who, { channelId }),
      world.call('channel.members', channelMembers, who, { channelId }),
      world.call('channel.addMembers', channelAddMembers, who, { channelId, userIds: [ben.userId] }),
      world.call('channel.removeMember', channelRemoveMember, who, { channelId, userId: ada.userId }),
      world.call('message.send', messageSend, who, { channelId, clientMessageId: 'message-1', text: 'x' }),
      world.call('message.edit', messageEdit, who, { channelId, seq: 1, text: 'x' }),
      world.call('message.delete', messageDelete, who, { channelId, seq: 1 }),
      world.call('message.list', messageList, who, { channelId }),
      world.call('sync.changes', syncChanges, who, { channelId, after: 0 }),
    ];
    const { seq } = await world.head(hidden);
    const attempts = [
      ...[owner, ben, outsider].flatMap((who) => [hidden, nowhere].flatMap((channelId) => calls(channelId, who))),
      ...calls(generalId, outsider),
    ];
    const refusals = await Promise.allSettled(attempts);
    const answers = refusals.map((each) =>
      each.status === 'rejected' && each.reason instanceof Problem ? JSON.stringify(each.reason.body()) : each,
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('forbidden');
    expect((await world.head(hidden)).seq).toBe(seq);
  });

  it('cannot add who is not in the workspace, nor remove as a plain member', async () => {
    const channelId = await create(ada, 'hidden', 'private');
    const outsider = `U${'9'.repeat(26)}`;
    const add = (who: Person, userIds: string[]) =>
      world.call('channel.addMembers', channelAddMembers, who, { channelId, userIds });
    await expect(add(ada, [ben.userId, outsider])).rejects.toMatchObject({ code: 'forbidden' });
    expect(await add(ada, [ben.userId, ada.userId, ben.userId])).toEqual({ added: [ben.userId] });
    expect(await add(ben, [owner.userId])).toEqual({ added: [owner.userId] });
    const remove = (who: Person, userId: string) =>
      world.call('channel.removeMember', channelRemoveMember, who, { channelId, userId });
    await expect(remove(ben, owner.userId)).rejects.toMatchObject({ code: 'forbidden' });
    await remove(ada, ben.userId);
    await remove(ada, ben.userId);
    await expect(add(ben, [ben.userId])).rejects.toMatchObject({ code: 'forbidden' });
    expect((await noticesOf(ada, channelId)).at(-1)).toEqual({ what: 'removed', people: [ben.userId] });
  });

  it('what a permission rests on is checked again in the transaction', async () => {
    const channelId = await world.channel('hidden', 'private', [ada, ben]);
    const store = beforeWrite(world.store, async () => {
      await endMembership(world.scope(), await world.head(channelId), ben.userId, 'removed', ada.userId);
    });
    const input = { channelId, userIds: [owner.userId] };
    await expect(world.call('channel.addMembers', channelAddMembers, ben, input, { store })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await world.store.get(keys.channelMember(channelId, owner.userId))).toBeUndefined();
    const { through } = await world.call('message.list', messageList, ada, { channelId });
    expect(through).toBe((await world.head(channelId)).seq);
  });

  it('nobody leaves or archives #general', async () => {
    const refused = { code: 'conflict', details: { reason: 'not_possible' } };
    const input = { channelId: generalId };
    await expect(world.call('channel.leave', channelLeave, owner, input)).rejects.toMatchObject(refused);
    await expect(world.call('channel.archive', channelArchive, owner, input)).rejects.toMatchObject(refused);
    await expect(rename(ada, generalId, 'x')).rejects.toMatchObject({ code: 'forbidden' });
    expect((await rename(owner, generalId, 'all')).channel.name).toBe('all');
  });
});

const start = async (who: Person, others: readonly Person[]) => {
  const input = { workspaceId: world.workspaceId, userIds: others.map(({ userId }) => userId) };
  return (await world.call('direct.start', directStart, who, input)).own;
};

describe('direct conversations', () => {
  it('are the same for the same people, whoever begins', async () => {
    const [one, two] = await Promise.all([start(ada, [ben]), start(ben, [ada, ben])]);
    expect(two.channel.channelId).toBe(one.channel.channelId);
    expect(one.channel).toMatchObject({ kind: 'direct', people: [ada.userId, ben.userId].toSorted() });
    const group = await start(ada, [ben, owner]);
    expect(group.channel).toMatchObject({ kind: 'group' });
    expect((await start(ada, [ada])).channel.people).toEqual([ada.userId]);
  });

  it('come back with who left the workspace and returned', async () => {
    const { channel } = await start(ada, [ben]);
    await endMembership(world.scope(), channel, ben.userId, 'removed', owner.userId);
    expect((await start(ben, [ada])).channel.channelId).toBe(channel.channelId);
  });

  it('take nobody from outside, nor more than nine', async () => {
    const outsider = { userId: `U${'9'.repeat(26)}`, connectionId: null };
    await expect(start(ada, [outsider])).rejects.toMatchObject({ code: 'forbidden' });
    const many = await Promise.all(Array.from({ length: 9 }, () => world.person()));
    await expect(start(ada, many)).rejects.toMatchObject({ code: 'invalid' });
  });
});
