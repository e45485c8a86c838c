import { beforeEach, describe, expect, it } from 'vitest';
import { channelDescribe } from '../../../lambdas/actions/channel-describe.ts';
import { channelRemoveMember } from '../../../lambdas/actions/channel-remove-member.ts';
import { directStart } from '../../../lambdas/actions/direct-start.ts';
import { messageEdit } from '../../../lambdas/actions/message-edit.ts';
import { Memory } from '../../../lambdas/ports/memory.ts';
import { readMarkerMove } from '../../../lambdas/actions/read-marker-move.ts';
import { socketHello } from '../../../lambdas/actions/socket-hello.ts';
import { socketLook } from '../../../lambdas/actions/socket-look.ts';
import { socketRenew } from '../../../lambdas/actions/socket-renew.ts';
import { create as createFanOut } from '../../../lambdas/fan-out.ts';
import { startMembership } from '../../../lambdas/flows/start-membership.ts';
import { subOf } from '../../../lambdas/domain/ids.ts';
import { keys } from '../../../lambdas/table/schema.ts';
import { hello, send as sendInto } from '../../support/calls.ts';
import { countingStore } from '../../support/counting-store.ts';
import { type Person, TOKEN_MS, World } from '../../support/world.ts';
import { BACK } from '../../../protocol/read-versions.ts';
import { PROTOCOL_VERSION } from '../../../protocol/version.ts';

let world: World;
let ada: Person;
let ben: Person;
let cy: Person;
let channelId: string;

beforeEach(async () => {
  world = new World();
  await world.found();
  [ada, ben, cy] = [await world.person(), await world.person(), await world.person()];
  channelId = await world.channel('news', 'private', [ada, ben, cy]);
});

const send = (who: Person, text: string, into = channelId) => sendInto(world, who, into, text);
const typesOf = (who: Person) => world.events(who).map(({ type }) => type);

describe('who is told of a message', () => {
  it('those who look get all of it, the others one hint until they read', async () => {
    const looks = await hello(world, ben, [channelId]);
    const away = await hello(world, cy);
    const first = await send(ada, 'One');
    const second = await send(ada, 'Two');
    expect(world.events(looks)).toEqual([
      { type: 'message.posted', channelId, seq: first.seq, message: first },
      { type: 'message.posted', channelId, seq: second.seq, message: second },
    ]);
    const { seq, ord } = first;
    expect(world.events(away)).toEqual([{ type: 'channel.hinted', channelId, seq, ord, fresh: true }]);
    const marker = { channelId, readSeq: second.seq, readOrd: second.ord };
    await world.call('readMarker.move', readMarkerMove, away, { markers: [marker] });
    await send(ada, 'Three');
    expect(typesOf(away)).toEqual(['channel.hinted']);
  });

  it('mentioned people get all of it wherever they look', async () => {
    const away = await hello(world, cy);
    await send(ada, `<@${cy.userId}> come`);
    await send(ada, '<!channel> all of you');
    await send(ada, `\`<@${cy.userId}>\` in code`);
    expect(typesOf(away)).toEqual(['message.posted', 'message.posted', 'channel.hinted']);
  });

  it('in direct conversations everyone gets all of it', async () => {
    const away = await hello(world, ben);
    const input = { workspaceId: world.workspaceId, userIds: [ben.userId] };
    const { own } = await world.call('direct.start', directStart, ada, input);
    await send(ada, 'Psst', own.channel.channelId);
    expect(typesOf(away)).toEqual(['membership.started', 'message.posted']);
  });

  it('the sender’s own connection gets the reply only, their other one the event', async () => {
    const here = await hello(world, ada, [channelId]);
    const there = await hello(world, ada, [channelId]);
    await send(here, 'Mine');
    expect(typesOf(here)).toEqual([]);
    expect(typesOf(there)).toEqual(['message.posted']);
  });

  it('nobody outside of the channel is told', async () => {
    const outside = await hello(world, await world.person(), [channelId]);
    await world.call('socket.look', socketLook, outside, { open: [channelId], closed: [] });
    await send(ada, 'Secret');
    expect(typesOf(outside)).toEqual([]);
  });

  it('follows what is on screen', async () => {
    const socket = await hello(world, ben);
    await send(ada, 'One');
    await world.call('socket.look', socketLook, socket, { open: [channelId], closed: [] });
    await send(ada, 'Two');
    await world.call('socket.look', socketLook, socket, { open: [], closed: [channelId] });
    await send(ada, 'Three');
    expect(typesOf(socket)).toEqual(['channel.hinted', 'message.posted', 'channel.hinted']);
  });
});

describe('who is told of changes', () => {
  it('edits go to those who look; a changed channel to all; notices hint nobody', async () => {
    const looks = await hello(world, ben, [channelId]);
    const away = await hello(world, cy);
    const { seq } = await send(ada, 'One');
    world.events(away);
    await world.call('message.edit', messageEdit, ada, { channelId, seq, text: 'Two' });
    await world.call('channel.describe', channelDescribe, ada, { channelId, topic: 'Cats' });
    const dan = await world.person();
    await startMembership(world.scope(), await world.head(channelId), [dan.userId], 'added', ada.userId);
    expect(typesOf(looks)).toEqual(['message.posted', 'message.edited', 'message.posted']);
    const [described, ...more] = world.events(away);
    expect(described).toMatchObject({ type: 'message.posted', channel: { topic: 'Cats' } });
    expect(more).toEqual([]);
  });

  it('marks of the person go to their other connections', async () => {
    const here = await hello(world, ben);
    const there = await hello(world, ben);
    const { seq, ord } = await send(ada, 'One');
    world.events(here);
    world.events(there);
    const markers = [{ channelId, readSeq: seq, readOrd: ord }];
    const answer = await world.call('readMarker.move', readMarkerMove, here, { markers });
    const readVersion = answer.markers[0]?.readVersion ?? 0;
    expect(answer.markers).toEqual([{ ...markers[0], readVersion }]);
    expect(typesOf(here)).toEqual([]);
    expect(world.events(there)).toEqual([{ type: 'readMarker.moved', marker: answer.markers[0] }]);
    const before = [{ channelId, readSeq: 1, readOrd: 0 }];
    expect(await world.call('readMarker.move', readMarkerMove, here, { markers: before })).toEqual(answer);
    const back = await world.call('readMarker.move', readMarkerMove, here, { markers: before, unread: true });
    expect(back.markers[0]).toMatchObject({ readSeq: 1, readVersion: readVersion + BACK });
  });

  it('a hint that was missed while it was read comes at once', async () => {
    const away = await hello(world, cy);
    const first = await send(ada, 'One');
    await send(ada, 'Two');
    world.events(away);
    const markers = [{ channelId, readSeq: first.seq, readOrd: first.ord }];
    await world.call('readMarker.move', readMarkerMove, away, { markers });
    expect(typesOf(away)).toEqual(['channel.hinted']);
  });
});

describe('after a removal', () => {
  it('nothing reaches the person, and coming back lets it reach them again', async () => {
    const socket = await hello(world, ben, [channelId]);
    await world.call('channel.removeMember', channelRemoveMember, ada, { channelId, userId: ben.userId });
    expect(typesOf(socket)).toEqual(['membership.ended']);
    const row = keys.subscription(channelId, ben.userId, socket.connectionId);
    expect(await world.store.get(row)).toBeUndefined();
    await send(ada, 'Not for Ben');
    expect(typesOf(socket)).toEqual([]);
    const scope = world.scope();
    await startMembership(scope, await world.head(channelId), [ben.userId], 'added', ada.userId);
    await scope.settle();
    await world.call('socket.look', socketLook, socket, { open: [channelId], closed: [] });
    await send(ada, 'For Ben');
    expect(typesOf(socket)).toEqual(['membership.started', 'message.posted']);
  });

  it('a subscription that a late hello writes is deaf', async () => {
    const socket = await hello(world, ben, [channelId]);
    const row = await world.store.get(keys.subscription(channelId, ben.userId, socket.connectionId));
    await world.call('channel.removeMember', channelRemoveMember, ada, { channelId, userId: ben.userId });
    world.events(socket);
    if (row) await world.store.write([{ put: row }]);
    await send(ada, 'Not for Ben');
    expect(typesOf(socket)).toEqual([]);
  });
});

describe('connections that end', () => {
  it('a gone connection loses its rows', async () => {
    const socket = await hello(world, ben, [channelId]);
    world.gone.add(socket.connectionId);
    await send(ada, 'Anyone?');
    const rows = [
      keys.subscription(channelId, ben.userId, socket.connectionId),
      keys.connection(ben.userId, socket.connectionId),
    ];
    expect(await world.store.getMany(rows)).toEqual([undefined, undefined]);
  });

  it('nothing goes to a connection more than 30 s after its token’s end, unless it was renewed', async () => {
    const lapsed = await hello(world, ben, [channelId]);
    const renewed = await hello(world, cy, [channelId]);
    world.time += TOKEN_MS;
    const claims = { sub: subOf(cy.userId), originJti: 'session-1', issuedAt: 0, expiresAt: world.time + TOKEN_MS };
    const input = { accessToken: JSON.stringify(claims) };
    expect(await world.call('socket.renew', socketRenew, renewed, input)).toEqual({ expiresAt: claims.expiresAt });
    world.time += 29_999;
    await send(ada, 'In time');
    expect(typesOf(lapsed)).toEqual(['message.posted']);
    world.time += 1;
    // Another process has not heard of the renewal.
    world.memory = new Memory();
    await send(ada, 'Too late');
    expect(world.memory.renewedUntil(renewed.connectionId)).toBe(claims.expiresAt);
    expect(typesOf(lapsed)).toEqual([]);
    expect(world.closed).toEqual([lapsed.connectionId]);
    expect(typesOf(renewed)).toEqual(['message.posted', 'message.posted']);
    const other = { ...claims, sub: subOf(ben.userId) };
    await expect(
      world.call('socket.renew', socketRenew, renewed, { accessToken: JSON.stringify(other) }),
    ).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('a frame of a connection that was ended is refused', async () => {
    const socket = await hello(world, ben);
    await world.store.write([{ delete: keys.connection(ben.userId, socket.connectionId) }]);
    const greeting = { version: PROTOCOL_VERSION, open: [], visible: true };
    await expect(world.call('socket.hello', socketHello, socket, greeting)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(world.call('socket.hello', socketHello, socket, { ...greeting, version: 99 })).rejects.toMatchObject({
      code: 'version_unsupported',
    });
  });
});

describe('large audiences', () => {
  it('are split over further invocations, hints claimed there', async () => {
    world.settings = { ...world.settings, fanOutThreshold: 1 };
    const looks = await hello(world, ben, [channelId]);
    const away = await hello(world, cy);
    const message = await send(ada, 'One');
    expect(world.tasks).toHaveLength(2);
    const fanOut = createFanOut(world.scope(), {});
    for (const payload of [...world.tasks, ...world.tasks]) await fanOut(JSON.parse(payload));
    expect(world.events(looks)).toContainEqual({ type: 'message.posted', channelId, seq: message.seq, message });
    expect(typesOf(away)).toEqual(['channel.hinted']);
    // What is wrong with it may quote people: that stands in the log alone, without content.
    await expect(fanOut({ frame: 1 })).rejects.toThrow(/^The function failed; its log says where\.$/);
  });
});

it('greets in two round trips and acknowledges reading in one', async () => {
  const socket = await world.socket(ben);
  const store = countingStore(world.store);
  const replied = (): void => void trips.push(store.use.roundTrips);
  const trips: number[] = [];
  const greeting = { version: PROTOCOL_VERSION, open: [], visible: true };
  await world.call('socket.hello', socketHello, socket, greeting, { store, replied });
  store.reset();
  const markers = [{ channelId, readSeq: 5, readOrd: 3 }];
  await world.call('readMarker.move', readMarkerMove, socket, { markers }, { store, replied });
  expect(trips).toEqual([2, 1]);
});
