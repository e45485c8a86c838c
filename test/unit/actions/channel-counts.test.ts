import { beforeEach, expect, it } from 'vitest';
import { channelAddMembers } from '../../../lambdas/actions/channel-add-members.ts';
import { channelBrowse } from '../../../lambdas/actions/channel-browse.ts';
import { channelCreate } from '../../../lambdas/actions/channel-create.ts';
import { channelGet } from '../../../lambdas/actions/channel-get.ts';
import { channelJoin } from '../../../lambdas/actions/channel-join.ts';
import { channelLeave } from '../../../lambdas/actions/channel-leave.ts';
import { channelMembers } from '../../../lambdas/actions/channel-members.ts';
import { channelRemoveMember } from '../../../lambdas/actions/channel-remove-member.ts';
import { memberRemove } from '../../../lambdas/actions/member-remove.ts';
import { keys } from '../../../lambdas/table/schema.ts';
import { storeWith } from '../../support/interposed-store.ts';
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

/** What the browser of channels and the channel itself say, which must be how many there are. */
async function count(): Promise<number | undefined> {
  const { channels } = await world.call('channel.browse', channelBrowse, owner, { workspaceId: world.workspaceId });
  const listed = channels.find(({ channel }) => channel.channelId === channelId);
  const { members: said } = await world.call('channel.get', channelGet, owner, { channelId });
  const { members } = await world.call('channel.members', channelMembers, owner, { channelId });
  expect(said).toBe(members.length);
  expect(listed?.members ?? said).toBe(said);
  return said;
}

it('who comes and goes is counted, however often and at the same time', async () => {
  expect(await count()).toBe(1);
  await each(join);
  await each(join);
  expect(await count()).toBe(7);
  await each((who) => Promise.all([leave(who), leave(who)]));
  expect(await count()).toBe(1);
});

it('fifty who come at the same moment are not in each other’s way', async () => {
  const crowd = await Promise.all(Array.from({ length: 50 }, () => world.person()));
  const allHaveNumbers = Promise.withResolvers<void>();
  let writes = 0;
  const store = storeWith(world.store, {
    write: async (all) => {
      if (!JSON.stringify(all).includes('joined')) return world.store.write(all);
      writes += 1;
      if (writes === crowd.length) allHaveNumbers.resolve();
      await allHaveNumbers.promise;
      return world.store.write(all);
    },
  });
  await Promise.all(crowd.map((who) => world.call('channel.join', channelJoin, who, { channelId }, { store })));
  expect((await world.call('channel.get', channelGet, owner, { channelId })).members).toBe(51);
  expect(writes).toBe(crowd.length);
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

it('the people of a private channel are counted, too', async () => {
  const input = { workspaceId: world.workspaceId, name: 'secret', kind: 'private' as const };
  ({ channelId } = (await world.call('channel.create', channelCreate, owner, input)).own.channel);
  expect(await count()).toBe(1);
  const userIds = people.map(({ userId }) => userId);
  await world.call('channel.addMembers', channelAddMembers, owner, { channelId, userIds });
  expect(await count()).toBe(7);
  await world.call('channel.removeMember', channelRemoveMember, owner, { channelId, userId: userIds[0] ?? '' });
  expect(await count()).toBe(6);
});

it('a channel that was not counted from its beginning is counted when it is asked for', async () => {
  await world.store.write([{ delete: keys.channelCount(channelId) }]);
  expect(await count()).toBe(1);
  await each(join);
  expect(await count()).toBe(7);
});
