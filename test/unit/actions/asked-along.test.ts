import { beforeEach, describe, expect, it } from 'vitest';
import { messageSend } from '../../../lambdas/actions/message-send.ts';
import { presenceWatch } from '../../../lambdas/actions/presence-watch.ts';
import { socketLook } from '../../../lambdas/actions/socket-look.ts';
import { syncCheck } from '../../../lambdas/actions/sync-check.ts';
import { endConnection } from '../../../lambdas/flows/end-connection.ts';
import { loadMembership } from '../../../lambdas/table/channel-member.ts';
import { startLeaving } from '../../../lambdas/table/workspace-member.ts';
import { hello, twoInNews } from '../../support/calls.ts';
import type { Person, World } from '../../support/world.ts';

let world: World;
let ada: Person;
let ben: Person;
let channelId: string;

beforeEach(async () => {
  ({ world, ada, ben, channelId } = await twoInNews());
});

const ask = (who: Person, watched: string[]) =>
  world.call('sync.check', syncCheck, who, { known: [], visible: true, routine: true, watched });

describe('a check, beside what is new,', () => {
  it('tells how present those are who share a workspace', async () => {
    const socket = await hello(world, ben);
    await hello(world, ada);
    const outsider = `U${'9'.repeat(26)}`;
    const { presence } = await ask(socket, [outsider, ada.userId]);
    expect(presence).toMatchObject([{ userId: ada.userId, state: 'online' }]);
    await world.store.write([
      startLeaving(world.workspaceId, ada.userId, 'member', { how: 'left', by: ada.userId, at: world.time }),
    ]);
    expect((await ask(socket, [ada.userId])).presence).toEqual([]);
  });

  it('tells whether the person is connected from somewhere else', async () => {
    const socket = await hello(world, ben);
    expect((await ask(socket, [])).elsewhere).toBe(false);
    const other = await hello(world, ben);
    expect((await ask(socket, [])).elsewhere).toBe(true);
    await endConnection(world.scope(), other.userId, other.connectionId);
    expect((await ask(socket, [])).elsewhere).toBe(false);
  });
});

describe('a look', () => {
  it('turns to the window and away, which is told, and moves what was read, in one request', async () => {
    const looker = await hello(world, ben);
    await world.call('presence.watch', presenceWatch, looker, { userIds: [ada.userId] });
    const socket = await hello(world, ada, [channelId]);
    const { seq, ord } = (
      await world.call('message.send', messageSend, ben, { channelId, clientMessageId: 'message-1', text: 'One' })
    ).message;
    world.events(looker);
    const read = [{ channelId, readSeq: seq, readOrd: ord }];
    const away = await world.call('socket.look', socketLook, socket, {
      open: [],
      closed: [channelId],
      visible: false,
      read,
    });
    expect(away).toMatchObject({ changes: null, markers: read });
    expect(await loadMembership(world.store, channelId, ada.userId)).toMatchObject({ readSeq: seq, readOrd: ord });
    await world.call('socket.look', socketLook, socket, { open: [channelId], closed: [], visible: true });
    const told = world.events(looker).flatMap((event) => ('presence' in event ? event.presence.state : []));
    expect(told).toEqual(['away', 'online']);
  });
});
