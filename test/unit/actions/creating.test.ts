import { beforeEach, expect, it } from 'vitest';
import { channelBrowse } from '../../../lambdas/actions/channel-browse.ts';
import { channelCreate } from '../../../lambdas/actions/channel-create.ts';
import { channelLeave } from '../../../lambdas/actions/channel-leave.ts';
import { syncStart } from '../../../lambdas/actions/sync-start.ts';
import { subscriptionsTo } from '../../../lambdas/table/subscription.ts';
import { adaAndBen } from '../../support/calls.ts';
import type { Person, World } from '../../support/world.ts';

let world: World;
let ada: Person;
let ben: Person;

beforeEach(async () => {
  ({ world, ada, ben } = await adaAndBen());
});

const create = async (who: Person, name: string, kind: 'public' | 'private', requestId?: string) => {
  const input = { workspaceId: world.workspaceId, name, kind, ...(requestId ? { requestId } : {}) };
  return (await world.call('channel.create', channelCreate, who, input)).own;
};

it.for(['public', 'private'] as const)('a %s channel is made once, however often its request comes', async (kind) => {
  const socket = await world.socket(ada);
  let lost = false;
  world.store.faults.disturb = (call) => (call === 'write' && !lost && (lost = true) ? 'lost-reply' : undefined);
  const own = await create(socket, 'plans', kind, 'request-1');
  expect(own).toMatchObject({ channel: { name: 'plans', kind }, membership: { role: 'manager' }, seq: 1 });
  expect(await create(ada, 'plans', kind, 'request-1')).toEqual(own);
  expect((await world.call('sync.start', syncStart, ada, {})).channels).toEqual([own]);
  const heard = await subscriptionsTo(world.store, own.channel.channelId, world.time);
  expect(heard).toMatchObject([{ connectionId: socket.connectionId }]);
});

it('a request id is its maker’s own, and gives nothing back to who has left', async () => {
  const { channel } = await create(ada, 'plans', 'public', 'request-1');
  await expect(create(ben, 'plans', 'public', 'request-1')).rejects.toMatchObject({
    details: { reason: 'name_taken' },
  });
  expect((await create(ben, 'others', 'public', 'request-1')).channel.channelId).not.toBe(channel.channelId);
  await world.call('channel.leave', channelLeave, ada, { channelId: channel.channelId });
  await expect(create(ada, 'plans', 'public', 'request-1')).rejects.toMatchObject({ code: 'conflict' });
  const found = await world.call('channel.browse', channelBrowse, ada, { workspaceId: world.workspaceId });
  expect(found.channels.map(({ channel: { name } }) => name)).toEqual(['general', 'others', 'plans']);
});

it('nobody floods a workspace with channels', async () => {
  const input = { workspaceId: world.workspaceId, name: 'flood', kind: 'private' } as const;
  const tries = Array.from({ length: 520 }, () => world.call('channel.create', channelCreate, ada, input));
  const refused = (await Promise.allSettled(tries)).filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(20);
});

it('two ways to write the same letters are one name', async () => {
  await create(ada, 'caf\u00e9', 'public');
  const taken = { details: { reason: 'name_taken' } };
  await expect(create(ben, 'cafe\u0301', 'public')).rejects.toMatchObject(taken);
});
