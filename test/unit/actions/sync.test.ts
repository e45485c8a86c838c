import { beforeEach, describe, expect, it } from 'vitest';
import { messageDelete } from '../../../lambdas/actions/message-delete.ts';
import { messageList } from '../../../lambdas/actions/message-list.ts';
import { messageSend } from '../../../lambdas/actions/message-send.ts';
import { presenceSet } from '../../../lambdas/actions/presence-set.ts';
import { presenceWatch } from '../../../lambdas/actions/presence-watch.ts';
import { profileUpdate } from '../../../lambdas/actions/profile-update.ts';
import { readMarkerCount } from '../../../lambdas/actions/read-marker-count.ts';
import { readMarkerMove } from '../../../lambdas/actions/read-marker-move.ts';
import { socketHello } from '../../../lambdas/actions/socket-hello.ts';
import { socketLook } from '../../../lambdas/actions/socket-look.ts';
import { syncCheck } from '../../../lambdas/actions/sync-check.ts';
import { syncStart } from '../../../lambdas/actions/sync-start.ts';
import { endConnection } from '../../../lambdas/flows/end-connection.ts';
import { endMembership } from '../../../lambdas/flows/end-membership.ts';
import { takeNumber, voidNumber } from '../../../lambdas/flows/number.ts';
import { create as createRepair } from '../../../lambdas/repair.ts';
import { loadMembership } from '../../../lambdas/table/channel-member.ts';
import { deleteMembership } from '../../../lambdas/table/channel-member.ts';
import { keys } from '../../../lambdas/table/schema.ts';
import { startLeaving } from '../../../lambdas/table/workspace-member.ts';
import { countingStore } from '../../support/counting-store.ts';
import { type Person, TOKEN_MS, World } from '../../support/world.ts';
import { PROTOCOL_VERSION } from '../../../protocol/version.ts';

let world: World;
let ada: Person;
let ben: Person;
let channelId: string;

beforeEach(async () => {
  world = new World();
  await world.found();
  [ada, ben] = [await world.person(), await world.person()];
  channelId = await world.channel('news', 'public', [ada, ben]);
});

const hello = async (who: Person, open: string[] = []) => {
  const socket = await world.socket(who);
  await world.call('socket.hello', socketHello, socket, { version: PROTOCOL_VERSION, open, visible: true });
  return socket;
};
let ids = 0;
const send = async (who: Person, text: string) =>
  (await world.call('message.send', messageSend, who, { channelId, clientMessageId: `message-${++ids}`, text }))
    .message;

describe('starting and checking', () => {
  it('tells the person, the workspaces and the channels with their heads', async () => {
    await send(ada, 'One');
    const store = countingStore(world.store);
    const start = await world.call('sync.start', syncStart, ben, {}, { store });
    expect(start.me).toMatchObject({ userId: ben.userId, operator: false });
    expect(start.workspaces.map(({ name }) => name)).toEqual(['Test']);
    expect(start.channels).toHaveLength(1);
    expect(start.channels[0]).toMatchObject({ seq: 3, ord: 1, membership: { readSeq: 2, readOrd: 0 } });
    expect(store.use.roundTrips).toBe(2);
  });

  it('tells what is new, ahead, read elsewhere or gone, and nothing else', async () => {
    const socket = await hello(ben);
    const { lastSeq } = await world.head(channelId);
    const { joinedAt = 0, readVersion = 0 } = (await loadMembership(world.store, channelId, ben.userId)) ?? {};
    const { seq, ord } = await send(ada, 'One');
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
    await send(ada, 'One');
    const store = countingStore(world.store);
    let trips = 0;
    const replied = () => (trips = store.use.roundTrips);
    await world.call('message.list', messageList, ben, { channelId }, { store, replied });
    expect(trips).toBe(1);
  });
});

describe('a check', () => {
  it('counts what is unread in the channels that it tells of, up to the number that it tells', async () => {
    const socket = await hello(ben);
    const before = await send(ada, 'One');
    await send(ada, `<@${ben.userId}>`);
    await send(ben, 'Mine');
    const known = [{ channelId, seq: before.seq, ord: before.ord, lastSeq: 0, joinedAt: 0, readVersion: 0 }];
    const ask = () => world.call('sync.check', syncCheck, socket, { known, visible: true });
    expect((await ask()).counts).toMatchObject([{ channelId, unread: 2, mentions: 1 }]);
    // A message whose number is taken after the head was read is in no count that goes with this head.
    const { store } = world;
    const heads = await store.getMany([keys.channel(channelId)]);
    const getMany = store.getMany.bind(store);
    store.getMany = async (wanted, options) =>
      wanted.every(({ pk, sk }) => sk === 'META' && pk === heads[0]?.pk) ? heads : getMany(wanted, options);
    await send(ada, 'Late');
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
    const socket = await hello(ben);
    const first = await send(ada, 'One');
    const second = await send(ada, 'Two');
    const look = (open: string[], after: { channelId: string; seq: number }) =>
      world.call('socket.look', socketLook, socket, { open, closed: [], after });
    const { changes } = await look([channelId], { channelId, seq: first.seq });
    expect(changes).toMatchObject({ through: second.seq, more: false, reset: false });
    expect(changes?.events.map(({ seq }) => seq)).toEqual([second.seq]);
    expect(await look([], { channelId, seq: first.seq })).toEqual({ changes: null });
    await world.store.write([deleteMembership(channelId, ben.userId)]);
    expect(await look([channelId], { channelId, seq: first.seq })).toEqual({ changes: null });
  });
});

const count = async () =>
  (await world.call('readMarker.count', readMarkerCount, ben, { channelIds: [channelId] })).counts;

describe('what is unread', () => {
  it('counts messages of others, without notices, deleted and own ones and voids', async () => {
    await send(ada, 'One');
    const { seq } = await send(ada, 'Two');
    await send(ben, 'Mine');
    await send(ada, `<@${ben.userId}>`);
    await world.call('message.delete', messageDelete, ada, { channelId, seq });
    const head = await takeNumber(world.scope(), channelId, { message: true, writable: true });
    await voidNumber(world.scope(), channelId, head?.seq ?? 0);
    const { ord } = await world.head(channelId);
    const whole = { unread: 2, mentions: 1, seq: 6, ord: ord - 1, through: 6 };
    expect(await count()).toEqual([{ channelId, ...whole }]);
  });

  it('says where something may still be under way before what it counts', async () => {
    const first = await send(ada, 'One');
    const scope = world.scope();
    await takeNumber(scope, channelId, { message: true, writable: true });
    const { seq, ord } = await send(ada, 'Two');
    expect(await count()).toEqual([{ channelId, unread: 2, mentions: 0, seq, ord, through: first.seq }]);
    world.time += 11 * 60_000;
    expect(await count()).toEqual([{ channelId, unread: 2, mentions: 0, seq, ord, through: seq }]);
  });

  it('is counted in many channels, some at a time', async () => {
    const channelIds = [channelId];
    for (let n = 0; n < 24; n += 1) channelIds.push(await world.channel(`room-${n}`, 'public', [ada, ben]));
    let [now, most] = [0, 0];
    const store = new Proxy(world.store, {
      get(target, name) {
        if (name !== 'query') return Reflect.get(target, name).bind(target);
        return async (query: Parameters<typeof target.query>[0]) => {
          most = Math.max(most, (now += 1));
          const page = await target.query(query);
          now -= 1;
          return page;
        };
      },
    });
    const { counts } = await world.call('readMarker.count', readMarkerCount, ben, { channelIds }, { store });
    expect(counts.map((each) => each.channelId)).toEqual(channelIds);
    expect(most).toBeLessThanOrEqual(10);
  });

  it('stops at a hundred, and is nobody else’s business', async () => {
    for (let i = 0; i < 130; i++) await send(ada, 'More');
    expect(await count()).toMatchObject([{ channelId, unread: 100, mentions: 0 }]);
    const stranger = await world.person();
    const input = { channelIds: [channelId] };
    expect(await world.call('readMarker.count', readMarkerCount, stranger, input)).toEqual({ counts: [] });
    const markers = [{ channelId, readSeq: 1, readOrd: 1 }];
    expect(await world.call('readMarker.move', readMarkerMove, stranger, { markers })).toEqual({ markers: [] });
  });
});

const watch = (who: Person, userIds: string[], unwatch: string[] = []) =>
  world.call('presence.watch', presenceWatch, who, { userIds, unwatch });

describe('presence', () => {
  it('is told to those who look, as it changes', async () => {
    const looker = await hello(ben);
    expect((await watch(looker, [ada.userId])).presence).toMatchObject([{ userId: ada.userId, state: 'offline' }]);
    const socket = await hello(ada);
    await world.call('presence.set', presenceSet, socket, { visible: false });
    const scope = world.scope();
    await endConnection(scope, socket.userId, socket.connectionId);
    await scope.settle();
    const states = () =>
      world.events(looker).map((event) => (event.type === 'presence.changed' ? event.presence.state : event.type));
    expect(states()).toEqual(['online', 'away', 'offline']);
    await watch(looker, [], [ada.userId]);
    await hello(ada);
    expect(states()).toEqual([]);
  });

  it('ends by itself twelve minutes after the last sign of a visible window', async () => {
    const looker = await hello(ben);
    await hello(ada);
    const state = async () => (await watch(looker, [ada.userId])).presence[0]?.state;
    world.time += 12 * 60_000 - 1;
    expect(await state()).toBe('online');
    world.time += 1;
    expect(await state()).toBe('offline');
  });

  it('of a hidden window, which says nothing before its token ends, ends after that', async () => {
    const looker = await hello(ben);
    const socket = await hello(ada);
    await world.call('presence.set', presenceSet, socket, { visible: false });
    const state = async () => (await watch(looker, [ada.userId])).presence[0]?.state;
    world.time += TOKEN_MS + 12 * 60_000 - 1;
    expect(await state()).toBe('away');
    world.time += 1;
    expect(await state()).toBe('offline');
  });

  it('and a new name are kept from a socket whose token has ended', async () => {
    const looker = await hello(ben);
    await watch(looker, [ada.userId]);
    world.time += TOKEN_MS + 30_000;
    await world.call('profile.update', profileUpdate, ada, { displayName: 'Ada L.' });
    expect(world.events(looker)).toEqual([]);
    expect(world.closed).toEqual([looker.connectionId]);
  });

  it('is hidden from who shares no workspace, also later', async () => {
    const looker = await hello(ben);
    const outsider = `U${'9'.repeat(26)}`;
    expect((await watch(looker, [outsider, ada.userId])).presence.map(({ userId }) => userId)).toEqual([ada.userId]);
    await world.store.write([
      startLeaving(world.workspaceId, ben.userId, 'member', { how: 'left', by: ben.userId, at: world.time }),
    ]);
    await hello(ada);
    expect(world.events(looker)).toEqual([]);
  });
});

const repair = (after: number, fails = false) => {
  const changes = world.store.changes(after, 10_000);
  const Records = changes
    .filter(({ event }) => event === 'INSERT')
    .map(({ sequence, key, image }) => ({
      eventName: 'INSERT' as const,
      dynamodb: {
        SequenceNumber: String(sequence),
        Keys: { pk: { S: key.pk }, sk: { S: key.sk } },
        NewImage: {
          type: { S: typeof image?.['type'] === 'string' ? image['type'] : '' },
          ...(image?.['notice'] ? { notice: { M: {} } } : {}),
        },
      },
    }));
  if (fails) world.store.faults.disturb = (call) => (call === 'get' ? 'throttled' : undefined);
  return createRepair(world.scope(), {})({ Records });
};

describe('the repair of lost pushes', () => {
  it('leaves a new channel alone: nobody else is in it', async () => {
    const maker = await hello(ada);
    const before = world.store.lastSequence;
    const fresh = await world.channel('fresh', 'private', [maker]);
    await world.call('socket.look', socketLook, maker, { open: [fresh], closed: [] });
    expect(await repair(before)).toEqual({ batchItemFailures: [] });
    expect(world.events(maker)).toMatchObject([{ type: 'membership.started', own: { channel: { channelId: fresh } } }]);
  });

  it('tips those who look and hints the others, only when a push is missing', async () => {
    const looks = await hello(ben, [channelId]);
    const away = await hello(ada);
    const before = world.store.lastSequence;
    const input = { channelId, clientMessageId: 'crashed-message', text: 'Lost' };
    const crashed = new Error('crashed');
    const replied = () => {
      throw crashed;
    };
    await expect(world.call('message.send', messageSend, ben, input, { replied })).rejects.toBe(crashed);
    expect(await repair(before)).toEqual({ batchItemFailures: [] });
    const { seq, ord } = await world.head(channelId);
    expect(world.events(looks)).toEqual([{ type: 'channel.tipped', channelId, seq, ord }]);
    expect(world.events(away)).toEqual([{ type: 'channel.hinted', channelId, seq, ord }]);
    await repair(before);
    await send(ben, 'Pushed');
    world.events(looks);
    await repair(before);
    expect(world.events(looks)).toEqual([]);
  });

  it('reports what it could not handle', async () => {
    const before = world.store.lastSequence;
    await send(ada, 'One');
    const { batchItemFailures } = await repair(before, true);
    expect(batchItemFailures).toHaveLength(1);
  });
});
