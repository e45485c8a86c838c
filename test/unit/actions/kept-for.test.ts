/** How long what is stored counts: each of these times holds up a promise. */
import { beforeEach, expect, it } from 'vitest';
import { channelRemoveMember } from '../../../lambdas/actions/channel-remove-member.ts';
import { messageEdit } from '../../../lambdas/actions/message-edit.ts';
import { messageSend } from '../../../lambdas/actions/message-send.ts';
import { syncChanges } from '../../../lambdas/actions/sync-changes.ts';
import { isLive } from '../../../lambdas/table/attributes.ts';
import { keys } from '../../../lambdas/table/schema.ts';
import { benInSecret, hello, send } from '../../support/calls.ts';
import type { Person, World } from '../../support/world.ts';

const DAY = 24 * 3_600_000;

let world: World;
let owner: Person;
let ben: Person;
let channelId: string;

beforeEach(async () => {
  ({ world, owner, ben, channelId } = await benInSecret());
});

it('a tombstone outlasts every subscription of before it', async () => {
  const socket = await hello(world, ben, [channelId]);
  const row = await world.store.get(keys.subscription(channelId, ben.userId, socket.connectionId ?? ''));
  await world.call('channel.removeMember', channelRemoveMember, owner, { channelId, userId: ben.userId });
  const tombstone = await world.store.get(keys.tombstone(channelId, ben.userId));
  expect(row?.['ttl']).toBeGreaterThan(world.time / 1_000);
  expect(Number(tombstone?.['ttl'])).toBeGreaterThan(Number(row?.['ttl']));
});

it('who was away for four weeks is told every change', async () => {
  const { seq } = await send(world, owner, channelId, 'One');
  const edited = await world.call('message.edit', messageEdit, owner, { channelId, seq, text: 'Two' });
  world.time += 28 * DAY;
  const { events, reset } = await world.call('sync.changes', syncChanges, ben, { channelId, after: seq });
  expect([reset, events.map((event) => event.seq)]).toEqual([false, [edited.seq]]);
  // The table may have deleted what has expired.
  const change = await world.store.get(keys.change(channelId, edited.seq));
  expect(change && isLive(change, world.time)).toBe(true);
});

it('a message that was sent is known for longer than a log-in may stay unused', async () => {
  const input = { channelId, clientMessageId: 'written-a-year-ago', text: 'One' };
  const { message } = await world.call('message.send', messageSend, owner, input);
  world.time += 366 * DAY;
  expect((await world.call('message.send', messageSend, owner, input)).message.seq).toBe(message.seq);
});
