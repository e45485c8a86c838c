import { beforeEach, describe, expect, it } from 'vitest';
import { databaseOf } from '../../../web/src/client/kept.ts';
import { key } from '../../../web/src/store/state.ts';
import { isVisit } from '../../../web/src/store/visit.ts';
import type { Tab } from '../../simulation/tab.ts';
import { calm, textsIn, type Calm } from './world.ts';

const MANY = 120;

let around: Calm;
let channelId: string;
let ada: Tab;
let bob: Tab;
let close: () => void;

const own = (tab: Tab) => tab.engine.store.get(key.channel(channelId));
const timeline = (tab: Tab) => tab.engine.store.get(key.timeline(channelId));
const isListed = (tab: Tab): boolean => tab.engine.store.get('channelIds').includes(channelId);
const isInside = (): boolean => own(bob) !== undefined && !isVisit(own(bob)) && isListed(bob);
const visit = (tab: Tab, isWanted = true) => around.done(tab.engine.visit(channelId, () => isWanted));
/** What Bob's app asked for, that names the channel. */
const asked = (action: string) =>
  around.world.exchanges.filter(
    (each) =>
      each.userId === around.bob.userId && each.action === action && JSON.stringify(each.input).includes(channelId),
  );
const keptOf = async (name: 'entities' | 'timelines') =>
  (await around.bob.browser.database(databaseOf(around.bob.userId)).all(name)).filter((entry) =>
    JSON.stringify(entry).includes(channelId),
  );

/** Ada writes, and the server has it. */
async function write(text: string): Promise<void> {
  ada.engine.send(channelId, text);
  await around.until(() => ada.engine.store.get(key.outbox(channelId)) === undefined, 'it is sent');
}

/** Bob looks at a public channel of Ada's. */
beforeEach(async () => {
  around = await calm();
  const { workspaceId } = around.world.place;
  ada = await around.visit(around.ada);
  bob = await around.visit(around.bob);
  const made = await around.done(
    ada.engine.request('channel.create', { workspaceId, name: 'garden', kind: 'public', topic: 'Peas' }),
  );
  ({ channelId } = made.own.channel);
  for (let count = 1; count <= MANY; count += 1) ada.engine.send(channelId, `message ${count}`);
  await around.until(() => ada.engine.store.get(key.outbox(channelId)) === undefined, 'all are sent');
  await visit(bob);
  close = bob.engine.openChannel(channelId);
  await around.until(() => timeline(bob) !== undefined, 'the latest page is there');
});

describe('a visitor', () => {
  it('reads the latest messages, and those before and around', async () => {
    expect(own(bob)?.channel.topic).toBe('Peas');
    expect(textsIn(bob, channelId).at(-1)).toBe(`message ${MANY}`);
    await around.done(bob.engine.loadOlder(channelId));
    expect(textsIn(bob, channelId)).toContain('message 20');
    await around.done(bob.engine.jumpTo(channelId, 3));
    expect(timeline(bob)).toMatchObject({ from: 0, to: expect.any(Number) });
    await around.done(bob.engine.jumpToLatest(channelId));
    expect(timeline(bob)?.to).toBeNull();
  });

  it('has it in no list, and on no device', async () => {
    await around.pass(10_000);
    expect(isListed(bob)).toBe(false);
    expect([await keptOf('entities'), await keptOf('timelines')]).toEqual([[], []]);
    close();
    await around.pass(10_000);
    expect(Object.keys(bob.engine.store.state).filter((name) => name.includes(channelId))).toEqual([]);
    expect([await keptOf('entities'), await keptOf('timelines')]).toEqual([[], []]);
  });

  it('leaves no trace of what they read', async () => {
    bob.engine.markRead(channelId);
    await write('one more');
    await around.pass(10 * 60_000);
    bob.engine.markRead(channelId);
    await around.pass(10 * 60_000);
    expect(bob.engine.store.get(key.unread(channelId))).toBeUndefined();
    expect(bob.engine.store.get(key.reading(channelId))).toBeUndefined();
    expect(['socket.look', 'readMarker.move', 'readMarker.count'].flatMap(asked)).toEqual([]);
  });

  it('sees what came meanwhile on turning to the window again, and sooner or later without that', async () => {
    bob.engine.attention(false);
    await write('while nobody looked');
    await around.pass(2_000);
    expect(textsIn(bob, channelId)).not.toContain('while nobody looked');
    bob.engine.attention(true);
    await around.until(() => textsIn(bob, channelId).includes('while nobody looked'), 'it has come');
    await write('while Bob looks');
    await around.until(() => textsIn(bob, channelId).includes('while Bob looks'), 'it has come, too');
  });

  it('sees a new topic, and that it was archived', async () => {
    await around.done(ada.engine.request('channel.describe', { channelId, topic: 'Beans' }));
    await around.done(ada.engine.request('channel.archive', { channelId }));
    bob.engine.attention(false);
    bob.engine.attention(true);
    await around.until(() => own(bob)?.channel.archived === true, 'it is archived');
    expect(own(bob)?.channel.topic).toBe('Beans');
    expect([isListed(bob), isVisit(own(bob))]).toEqual([false, true]);
  });

  it('sees on the way back to the end what the channel was made into meanwhile', async () => {
    await around.done(bob.engine.jumpTo(channelId, 3));
    await around.done(ada.engine.request('channel.rename', { channelId, name: 'orchard' }));
    await around.done(bob.engine.jumpToLatest(channelId));
    await around.until(() => own(bob)?.channel.name === 'orchard', 'it has its new name');
    expect(isVisit(own(bob))).toBe(true);
  });

  it('loses it when they may not look any more', async () => {
    const { workspaceId } = around.world.place;
    await around.done(ada.engine.request('member.remove', { workspaceId, userId: around.bob.userId }));
    bob.engine.attention(false);
    bob.engine.attention(true);
    await around.until(() => own(bob) === undefined && timeline(bob) === undefined, 'it is gone');
    await expect(visit(bob)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

it('nobody looks at a private channel of others', async () => {
  const { secret } = around.world.place;
  const dee = await around.visit(around.dee);
  await expect(around.done(dee.engine.visit(secret, () => true))).rejects.toMatchObject({ code: 'forbidden' });
  expect(dee.engine.store.get(key.channel(secret))).toBeUndefined();
});

describe('a visitor who joins', () => {
  it('stays where they were, is told of what comes, and keeps it', async () => {
    await around.done(bob.engine.jumpTo(channelId, 60));
    const before = textsIn(bob, channelId);
    await around.done(bob.engine.request('channel.join', { channelId }));
    expect(isInside()).toBe(true);
    expect(textsIn(bob, channelId)).toEqual(before);
    await around.pass(10_000);
    expect(textsIn(bob, channelId)).toEqual(before);
    expect(bob.engine.store.get(key.unread(channelId))?.count).toBe(0);
    await around.done(bob.engine.jumpToLatest(channelId));
    await around.pass(10_000);
    await write('Welcome');
    await around.until(() => textsIn(bob, channelId).includes('Welcome'), 'it is pushed');
    bob.engine.markRead(channelId);
    await around.pass(10_000);
    expect(asked('socket.look')).not.toEqual([]);
    expect(await keptOf('entities')).not.toEqual([]);
    expect(await keptOf('timelines')).not.toEqual([]);
    close();
    expect(isInside()).toBe(true);
  });

  it('is told of what comes when somebody else let them in', async () => {
    await around.done(ada.engine.request('channel.addMembers', { channelId, userIds: [around.bob.userId] }));
    await around.until(isInside, 'Bob is in it');
    await around.pass(5_000);
    await write('Welcome');
    await around.until(() => textsIn(bob, channelId).includes('Welcome'), 'it is pushed');
    expect(asked('socket.look')).not.toEqual([]);
  });

  it('in one window is in it in the others', async () => {
    const other = await around.visit(around.bob);
    expect(own(other)).toBeUndefined();
    await visit(other, false);
    expect(own(other)).toBeUndefined();
    await visit(other);
    await around.done(other.engine.request('channel.join', { channelId }));
    await around.until(isInside, 'the first window knows');
    await write('Welcome');
    await around.until(() => textsIn(bob, channelId).includes('Welcome'), 'it has come');
  });
});
