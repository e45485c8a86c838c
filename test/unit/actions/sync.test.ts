import { beforeEach, describe, expect, it } from 'vitest';
import { messageList } from '../../../lambdas/actions/message-list.ts';
import { readMarkerMove } from '../../../lambdas/actions/read-marker-move.ts';
import { socketLook } from '../../../lambdas/actions/socket-look.ts';
import { syncCheck } from '../../../lambdas/actions/sync-check.ts';
import { syncStart } from '../../../lambdas/actions/sync-start.ts';
import { endMembership } from '../../../lambdas/flows/end-membership.ts';
import { loadMembership } from '../../../lambdas/table/channel-member.ts';
import { deleteMembership } from '../../../lambdas/table/channel-member.ts';
import { keys } from '../../../lambdas/table/schema.ts';
import { countingStore } from '../../support/counting-store.ts';
import { type Person, type World } from '../../support/world.ts';
import { hello, send, twoInNews } from '../../support/calls.ts';

let world: World;
let ada: Person;
let ben: Person;
let channelId: string;

beforeEach(async () => {
  ({ world, ada, ben, channelId } = await twoInNews());
});

describe('starting and checking', () => {
  it('tells the person, the workspaces and the channels with their heads', async () => {
    await send(world, ada, channelId, 'One');
    const store = countingStore(world.store);
    const start = await world.call('sync.start', syncStart, ben, {}, { store });
    expect(start.me).toMatchObject({ userId: ben.userId, operator: false });
    expect(start.workspaces.map(({ name }) => name)).toEqual(['Test']);
    expect(start.channels).toHaveLength(1);
    expect(start.channels[0]).toMatchObject({ seq: 3, ord: 1, membership: { readSeq: 2, readOrd: 0 } });
    expect(store.use.roundTrips).toBe(2);
  });

  it('tells what is new, ahead, read elsewhere or gone, and nothing else', async () => {
    const socket = await hello(world, ben);
    const { lastSeq } = await world.head(channelId);
    const { joinedAt = 0, readVersion = 0 } = (await loadMembership(world.store, channelId, ben.userId)) ?? {};
    const { seq, ord } = await send(world, ada, channelId, 'One');
    const check = (known: { channelId: string; seq: number; readVersion: number; lastSeq?: number; ord?: number }[]) =>
      world.call('sync.check', syncCheck, socket, {
        known: known.map((channel) => Object.assign({ ord, lastSeq, joinedAt }, channel)),
        visible: true,
      });
    const idsOf = ({ channels }: Awaited<ReturnType<typeof check>>) => channels.map(({ channel }) => channel.channelId);
    expect(idsOf(await check([]))).toEqual([channelId]);
    expect(idsOf(await check([{ channelId, seq: seq - 1, readVersion }]))).toEqual([channelId]);
    expect(idsOf(await check([{ channelId, seq, readVersion }]))).toEqual([]);
    expect(idsOf(await check([{ channelId, seq, readVersion, lastSeq: lastSeq - 1 }]))).toEqual([channelId]);
    expect(idsOf(await check([{ channelId, seq, readVersion, ord: ord - 1 }]))).toEqual([channelId]);
    const markers = [{ channelId, readSeq: seq, readOrd: ord }];
    await world.call('readMarker.move', readMarkerMove, ben, { markers });
    expect(idsOf(await check([{ channelId, seq, readVersion }]))).toEqual([channelId]);
    await endMembership(world.scope(), await world.head(channelId), ben.userId, 'left', ben.userId);
    expect(await check([{ channelId, seq, readVersion: readVersion + 1 }])).toMatchObject({
      channels: [],
      gone: [channelId],
    });
  });

  it('reads the latest page in one round trip', async () => {
    await send(world, ada, channelId, 'One');
    const store = countingStore(world.store);
    let trips = 0;
    const replied = () => (trips = store.use.roundTrips);
    await world.call('message.list', messageList, ben, { channelId }, { store, replied });
    expect(trips).toBe(1);
  });
});

describe('a check', () => {
  it('counts what is unread in the channels that it tells of, up to the number that it tells', async () => {
    const socket = await hello(world, ben);
    const before = await send(world, ada, channelId, 'One');
    await send(world, ada, channelId, `<@${ben.userId}>`);
    await send(world, ben, channelId, 'Mine');
    const known = [{ channelId, seq: before.seq, ord: before.ord, lastSeq: 0, joinedAt: 0, readVersion: 0 }];
    const ask = () => world.call('sync.check', syncCheck, socket, { known, visible: true });
    expect((await ask()).counts).toMatchObject([{ channelId, unread: 2, mentions: 1 }]);
    // A message whose number is taken after the head was read is in no count that goes with this head.
    const { store } = world;
    const heads = await store.getMany([keys.channel(channelId)]);
    const getMany = store.getMany.bind(store);
    store.getMany = async (wanted, options) =>
      wanted.every(({ pk, sk }) => sk === 'META' && pk === heads[0]?.pk) ? heads : getMany(wanted, options);
    await send(world, ada, channelId, 'Late');
    const answer = await ask();
    store.getMany = getMany;
    expect(answer.counts).toMatchObject([{ channelId, unread: 2, mentions: 1 }]);
    const own = answer.channels.find(({ channel }) => channel.channelId === channelId);
    const readTo = { channelId, readSeq: own?.seq ?? 0, readOrd: own?.ord ?? 0 };
    await world.call('readMarker.move', readMarkerMove, socket, {
      markers: [{ ...readTo, readSeq: readTo.readSeq + 1, readOrd: readTo.readOrd + 1 }],
    });
    expect((await ask()).counts).toEqual([]);
  });
});

describe('a look', () => {
  it('tells what came after a number, to who is in the channel', async () => {
    const socket = await hello(world, ben);
    const first = await send(world, ada, channelId, 'One');
    const second = await send(world, ada, channelId, 'Two');
    const look = (open: string[], after: { channelId: string; seq: number }) =>
      world.call('socket.look', socketLook, socket, { open, closed: [], after });
    const { changes } = await look([channelId], { channelId, seq: first.seq });
    expect(changes).toMatchObject({ through: second.seq, more: false, reset: false });
    expect(changes?.events.map(({ seq }) => seq)).toEqual([second.seq]);
    expect(await look([], { channelId, seq: first.seq })).toEqual({ changes: null, markers: [] });
    await world.store.write([deleteMembership(channelId, ben.userId)]);
    expect(await look([channelId], { channelId, seq: first.seq })).toEqual({ changes: null, markers: [] });
  });
});
