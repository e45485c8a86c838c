import { beforeEach, describe, expect, it } from 'vitest';
import { channelAddMembers } from '../../../lambdas/actions/channel-add-members.ts';
import { channelBrowse } from '../../../lambdas/actions/channel-browse.ts';
import { channelCreate } from '../../../lambdas/actions/channel-create.ts';
import { channelJoin } from '../../../lambdas/actions/channel-join.ts';
import { channelLeave } from '../../../lambdas/actions/channel-leave.ts';
import { channelMembers } from '../../../lambdas/actions/channel-members.ts';
import { channelRemoveMember } from '../../../lambdas/actions/channel-remove-member.ts';
import { memberRemove } from '../../../lambdas/actions/member-remove.ts';
import { channelGet } from '../../../lambdas/actions/channel-get.ts';
import { messageList } from '../../../lambdas/actions/message-list.ts';
import { syncChanges } from '../../../lambdas/actions/sync-changes.ts';
import { hello } from '../../support/calls.ts';
import { keys } from '../../../lambdas/table/schema.ts';
import { type Person, World } from '../../support/world.ts';

let world: World;
let owner: Person;
let people: readonly Person[];
let channelId: string;

beforeEach(async () => {
  world = new World();
  ({ owner } = await world.found());
  people = await Promise.all(Array.from({ length: 6 }, () => world.person()));
  const input = { workspaceId: world.workspaceId, name: 'news', kind: 'public' as const };
  ({ channelId } = (await world.call('channel.create', channelCreate, owner, input)).own.channel);
});

const each = <T>(work: (person: Person) => Promise<T>) => Promise.all(people.map(work));
const join = (who: Person) => world.call('channel.join', channelJoin, who, { channelId });
const leave = (who: Person) => world.call('channel.leave', channelLeave, who, { channelId });

const list = () => world.call('message.list', messageList, owner, { channelId });

/** What the browser of channels and the channel itself say, which must be how many there are. */
async function count(): Promise<number | undefined> {
  const { channels } = await world.call('channel.browse', channelBrowse, owner, { workspaceId: world.workspaceId });
  const said = channels.find(({ channel }) => channel.channelId === channelId)?.members;
  const { members } = await world.call('channel.members', channelMembers, owner, { channelId });
  expect(said).toBe(members.length);
  expect(await told()).toBe(members.length);
  return said;
}

const told = async (): Promise<number | undefined> =>
  (await world.call('channel.get', channelGet, owner, { channelId })).channel.members;

/** As the release before left it. */
async function uncounted(apart?: number): Promise<void> {
  await world.store.write([
    { update: keys.channel(channelId), changes: { remove: ['members'] } },
    ...(apart === undefined
      ? []
      : [{ put: { ...keys.channelCount(channelId), v: 1, type: 'channelCount', people: apart, whole: true } }]),
  ]);
}

it('who comes and goes is counted, however often and at the same time', async () => {
  expect(await count()).toBe(1);
  await each(join);
  await each(join);
  expect(await count()).toBe(7);
  await each((who) => Promise.all([leave(who), leave(who)]));
  expect(await count()).toBe(1);
});

it('who is added and removed is counted', async () => {
  const userIds = people.map(({ userId }) => userId);
  await world.call('channel.addMembers', channelAddMembers, owner, { channelId, userIds });
  await world.call('channel.addMembers', channelAddMembers, owner, { channelId, userIds: [...userIds, owner.userId] });
  expect(await count()).toBe(7);
  for (const userId of userIds.slice(0, 2)) {
    await world.call('channel.removeMember', channelRemoveMember, owner, { channelId, userId });
    await world.call('channel.removeMember', channelRemoveMember, owner, { channelId, userId });
  }
  expect(await count()).toBe(5);
});

it('who loses the workspace is counted out', async () => {
  await each(join);
  const [gone] = people;
  const input = { workspaceId: world.workspaceId, userId: gone?.userId ?? '' };
  await world.call('member.remove', memberRemove, owner, input);
  expect(await count()).toBe(6);
});

it('a private channel is counted, too', async () => {
  const input = { workspaceId: world.workspaceId, name: 'secret', kind: 'private' as const };
  ({ channelId } = (await world.call('channel.create', channelCreate, owner, input)).own.channel);
  expect(await told()).toBe(1);
  const userIds = people.map(({ userId }) => userId);
  await world.call('channel.addMembers', channelAddMembers, owner, { channelId, userIds });
  expect(await told()).toBe(7);
});

it('who looks is told with the notice, who comes with the channel, and nobody else', async () => {
  const [ada, ben, cy] = people;
  if (!ada || !ben || !cy) throw new Error('nobody is there');
  await join(ada);
  await join(ben);
  const [looking, elsewhere] = [await hello(world, ada, [channelId]), await hello(world, ben)];
  const coming = await hello(world, cy);
  await join(cy);
  expect(world.events(looking)).toMatchObject([
    { type: 'message.posted', seq: 4, channel: { members: 4, lastSeq: 4 } },
  ]);
  expect(world.events(elsewhere)).toEqual([]);
  expect(world.events(coming)).toMatchObject([
    { type: 'membership.started', own: { channel: { members: 4, lastSeq: 4 }, seq: 4 } },
  ]);
  await leave(cy);
  const { events } = await world.call('sync.changes', syncChanges, ada, { channelId, after: 3 });
  expect(events).toMatchObject([{ channel: { members: 4, lastSeq: 4 } }, { channel: { members: 3, lastSeq: 5 } }]);
  expect(events).toEqual([expect.anything(), ...world.events(looking)]);
});

describe('a channel of the release before', () => {
  it('is counted when it is asked for', async () => {
    await each(join);
    await uncounted();
    const { channels } = await world.call('channel.browse', channelBrowse, owner, { workspaceId: world.workspaceId });
    expect(channels.find(({ channel }) => channel.channelId === channelId)?.members).toBe(7);
  });

  it.each([undefined, 1])('is counted on when people come, by what was counted apart: %s', async (apart) => {
    await uncounted(apart);
    await each(join);
    expect(await count()).toBe(7);
    expect(await world.store.get(keys.channelCount(channelId))).toBeUndefined();
  });

  it('is counted by whoever reads it first, once, under a number without a message', async () => {
    await each(join);
    await uncounted(7);
    const before = (await list()).through;
    expect(await count()).toBe(7);
    await Promise.all([list(), list()]);
    expect((await list()).through).toBe(before + 1);
  });
});
