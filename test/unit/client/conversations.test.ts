import { beforeEach, describe, expect, it } from 'vitest';
import { key } from '../../../web/src/store/state.ts';
import type { Tab } from '../../simulation/tab.ts';
import { calm, type Calm } from './world.ts';

let around: Calm;
beforeEach(async () => {
  around = await calm();
});

const timeline = (tab: Tab, channelId: string) => tab.engine.store.get(key.timeline(channelId));

describe('history', () => {
  const MANY = 120;
  let ada: Tab;
  let channelId: string;
  const numbers = () => timeline(ada, channelId)?.messages.map(({ seq }) => seq) ?? [];
  const isGapless = () => numbers().every((seq, index, all) => index === 0 || seq === (all[index - 1] ?? 0) + 1);

  beforeEach(async () => {
    channelId = around.world.place.direct;
    const bob = await around.visit(around.bob);
    for (let count = 1; count <= MANY; count += 1) bob.engine.send(channelId, `message ${count}`);
    await around.until(() => bob.engine.store.get(key.outbox(channelId)) === undefined, 'all are sent');
    ada = await around.visit(around.ada);
    ada.engine.openChannel(channelId);
    await around.until(() => timeline(ada, channelId) !== undefined, 'a page is there');
  });

  it('begins where reading goes on, and goes from the latest page back to the beginning', async () => {
    expect(numbers()[0]).toBe(1);
    expect(timeline(ada, channelId)?.to).not.toBeNull();
    await around.done(ada.engine.jumpToLatest(channelId));
    expect(numbers().at(-1)).toBe(MANY);
    while ((timeline(ada, channelId)?.from ?? 0) > 0) await around.done(ada.engine.loadOlder(channelId));
    expect(numbers()).toHaveLength(MANY);
    expect(isGapless()).toBe(true);
  });

  it('opens around a message and goes on to the live end', async () => {
    await around.done(ada.engine.jumpTo(channelId, 40));
    expect(numbers()).toContain(40);
    expect(timeline(ada, channelId)?.to).not.toBeNull();
    const bob = await around.visit(around.bob);
    bob.engine.send(channelId, 'meanwhile');
    await around.pass(2_000);
    expect(numbers()).not.toContain(MANY + 1);
    while (timeline(ada, channelId)?.to !== null) await around.done(ada.engine.loadNewer(channelId));
    await around.until(() => numbers().at(-1) === MANY + 1, 'the live end is reached');
    expect(isGapless()).toBe(true);
  });

  it('jumps back to the latest', async () => {
    await around.done(ada.engine.jumpTo(channelId, 10));
    await around.done(ada.engine.jumpToLatest(channelId));
    expect(numbers().at(-1)).toBe(MANY);
    expect(timeline(ada, channelId)?.to).toBeNull();
  });

  it('stays at the latest when a jump that was under way is answered after all', async () => {
    await around.done(ada.engine.jumpToLatest(channelId));
    const [jump, back] = [ada.engine.jumpTo(channelId, 10), ada.engine.jumpToLatest(channelId)];
    expect(ada.engine.store.get(key.paging(channelId))?.latest).toBe(false);
    await around.done(Promise.all([jump, back]));
    expect(numbers().at(-1)).toBe(MANY);
    expect(timeline(ada, channelId)?.to).toBeNull();
  });
});

describe('a removal', () => {
  it('takes the conversation away at once, from the device too', async () => {
    const { secret: channelId } = around.world.place;
    const ada = await around.visit(around.ada);
    const bob = await around.visit(around.bob);
    bob.engine.openChannel(channelId);
    await around.until(() => timeline(bob, channelId) !== undefined, 'it is open');
    await around.pass(2_000);
    await around.done(ada.engine.request('channel.removeMember', { channelId, userId: around.bob.userId }));
    await around.until(() => timeline(bob, channelId) === undefined, 'it is gone');
    expect(bob.engine.store.get(key.channel(channelId))).toBeUndefined();
    await around.pass(2_000);
    const database = around.bob.browser.database(`parley-${around.bob.userId}`);
    expect(await database.get('timelines', key.timeline(channelId))).toBeUndefined();
    expect(await database.get('entities', key.channel(channelId))).toBeUndefined();
  });
});

describe('a conversation that is opened again', () => {
  it('learns what it missed from the request that says so', async () => {
    const channelId = around.world.place.general;
    const ada = await around.visit(around.ada);
    const bob = await around.visit(around.bob);
    const texts = () => ada.engine.store.get(key.timeline(channelId))?.messages.map(({ text }) => text);
    const close = ada.engine.openChannel(channelId);
    await around.until(() => texts() !== undefined, 'it was shown');
    close();
    await around.pass(1_000);
    for (const text of ['one', 'two']) bob.engine.send(channelId, text);
    await around.pass(5_000);
    const { userId } = around.ada;
    const fetches = () =>
      around.world.exchanges.filter((each) => each.action === 'sync.changes' && each.userId === userId).length;
    const before = fetches();
    ada.engine.openChannel(channelId);
    await around.until(() => texts()?.includes('two') === true, 'it has both');
    await around.pass(5_000);
    expect(fetches()).toBe(before);
    bob.engine.send(channelId, 'three');
    await around.until(() => texts()?.includes('three') === true, 'what comes now is pushed');
  });
});

describe('a hidden window', () => {
  it('is told once of what comes into the conversation that it has open, and catches up when it is looked at', async () => {
    const channelId = around.world.place.general;
    const ada = await around.visit(around.ada);
    const bob = await around.visit(around.bob);
    const texts = () => timeline(ada, channelId)?.messages.map(({ text }) => text) ?? [];
    const unread = () => ada.engine.store.get(key.unread(channelId))?.count;
    const asked = () => around.world.exchanges.filter(({ userId }) => userId === around.ada.userId);
    ada.engine.openChannel(channelId);
    await around.until(() => timeline(ada, channelId) !== undefined, 'it is open');
    await around.pass(5_000);
    const shown = asked().length;
    ada.engine.attention(false);
    await around.pass(5_000);
    bob.engine.send(channelId, 'one');
    await around.until(() => unread() === 1, 'it is told that there is something');
    bob.engine.send(channelId, 'two');
    await around.pass(60_000);
    expect(texts()).not.toContain('one');
    // Looking away was all that it said; how much there is may have to be asked for.
    const said = (from: number) =>
      asked()
        .slice(from)
        .map(({ action }) => action)
        .filter((action) => action !== 'readMarker.count');
    expect(said(shown)).toEqual(['socket.look']);
    const hidden = asked().length;
    ada.engine.attention(true);
    await around.until(() => texts().includes('two'), 'it has all');
    await around.pass(5_000);
    expect(
      said(hidden)
        .filter((action) => action !== 'sync.changes')
        .toSorted(),
    ).toEqual(['socket.look', 'sync.check']);
    bob.engine.send(channelId, 'three');
    await around.until(() => texts().includes('three'), 'what comes now is pushed');
  });

  it('is told whole and at once of a mention and of a direct message, after any number of others, too', async () => {
    const { general, direct } = around.world.place;
    const ada = await around.visit(around.ada);
    const bob = await around.visit(around.bob);
    ada.engine.openChannel(general);
    await around.until(() => timeline(ada, general) !== undefined, 'it is open');
    ada.engine.attention(false);
    await around.pass(5_000);
    bob.engine.send(general, 'one');
    bob.engine.send(general, 'two');
    await around.pass(5_000);
    const sent = around.world.scheduler.now();
    bob.engine.send(general, `<@${around.ada.userId}>, look here`);
    await around.until(() => ada.engine.store.get(key.unread(general))?.mentions === 1, 'it knows of the mention');
    bob.engine.send(direct, 'and here');
    await around.until(() => ada.engine.store.get(key.unread(direct))?.count === 1, 'it knows of the direct message');
    expect(around.world.scheduler.now() - sent).toBeLessThan(4_000);
    await around.pass(5_000);
    expect(ada.engine.store.get(key.unread(general))).toMatchObject({ count: 3, mentions: 1 });
  });
});

/** Ada watches Bob, who is not there yet. */
const watchingBob = async () => {
  const ada = await around.visit(around.ada);
  const { userId } = around.bob;
  const state = () => ada.engine.store.get(key.presence(userId))?.state;
  const stop = ada.engine.watchPresence([userId]);
  await around.until(() => state() === 'offline', 'it is known');
  return { ada, state, stop };
};

describe('presence', () => {
  it('is known of those who are watched, as it changes', async () => {
    const { state, stop } = await watchingBob();
    const bob = await around.visit(around.bob);
    await around.until(() => state() === 'online', 'they came');
    bob.engine.attention(false);
    await around.until(() => state() === 'away', 'they look away');
    bob.kill();
    await around.until(() => state() === 'offline', 'they left');
    stop();
    expect(state()).toBe('offline');
  });

  it('is not told to a hidden window, which asks when it is looked at again', async () => {
    const { ada, state, stop } = await watchingBob();
    ada.engine.attention(false);
    await around.pass(1_000);
    await around.visit(around.bob);
    await around.pass(1_000);
    expect(state()).toBe('offline');
    ada.engine.attention(true);
    await around.until(() => state() === 'online', 'they are seen');
    stop();
  });

  it('of somebody who stays is asked for again before it runs out, and only while one looks', async () => {
    const ada = await around.visit(around.ada);
    await around.visit(around.bob);
    const { userId } = around.bob;
    const known = () => ada.engine.store.get(key.presence(userId));
    const asked = (what = 'presence.watch'): number =>
      around.world.exchanges.filter(({ action, userId: by }) => action === what && by === around.ada.userId).length;
    const stop = ada.engine.watchPresence([userId]);
    await around.until(() => known()?.state === 'online', 'they are there');
    const first = asked();
    for (let minute = 0; minute < 70; minute++) {
      await around.pass(60_000);
      expect(known()?.until).toBeGreaterThan(around.world.scheduler.now());
    }
    expect(known()?.state).toBe('online');
    // The checks, which are made anyway, have asked.
    expect(asked()).toBe(first);

    ada.engine.attention(false);
    await around.pass(60_000);
    const hidden = asked('sync.check');
    await around.pass(70 * 60_000);
    // A socket is cut after two hours: the next one asks once.
    expect(asked('sync.check')).toBeLessThan(hidden + 2);
    expect(asked()).toBe(first);
    stop();
  });
});

describe('profiles', () => {
  it('are fetched once, many at a time', async () => {
    const ada = await around.visit(around.ada);
    const { workspaceId } = around.world.place;
    const ids = around.world.people.map(({ userId }) => userId);
    const names = () => ids.map((userId) => ada.engine.store.get(key.profile(userId))?.displayName);
    for (const userId of ids) ada.engine.needProfiles(workspaceId, [userId]);
    await around.until(() => names().every((name) => name !== undefined), 'all are known');
    for (const userId of ids) ada.engine.needProfiles(workspaceId, [userId]);
    await around.pass(1_000);
    expect(names()).toEqual(['ada', 'bob', 'cy', 'dee']);
    expect(around.world.exchanges.filter(({ action }) => action === 'profile.list')).toHaveLength(1);
  });
});
