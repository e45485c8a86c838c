import { beforeEach, describe, expect, it } from 'vitest';
import { isKept } from '../../../web/src/client/stored.ts';
import { key } from '../../../web/src/store/state.ts';
import type { Tab } from '../../simulation/tab.ts';
import { calm, type Calm } from './world.ts';

let around: Calm;
let channelId: string;
let ada: Tab;
let bob: Tab;

/** Ada has #general open, and knows whether she is alone. */
beforeEach(async () => {
  around = await calm();
  channelId = around.world.place.general;
  ada = await around.visit(around.ada);
  bob = await around.visit(around.bob);
  ada.engine.openChannel(channelId);
  await around.until(() => ada.engine.store.get(key.timeline(channelId)) !== undefined, 'it is open');
  await around.pass(5_000);
});

const unread = (tab: Tab) => tab.engine.store.get(key.unread(channelId))?.count;
const isTold = (tab: Tab): boolean => tab.engine.store.get(key.reading(channelId)) === undefined;
const moves = (): number => around.calls('readMarker.move');

/** Bob writes, and Ada reads it. */
async function read(): Promise<void> {
  const before = unread(ada) ?? 0;
  bob.engine.send(channelId, 'one');
  await around.until(() => unread(ada) === before + 1, 'it has come');
  ada.engine.markRead(channelId);
}

const onAnotherDevice = (): Promise<Tab> =>
  around.visit({ ...around.ada, browser: around.world.browserFor(around.ada) });

it('what is read again while it is being marked unread is read in the end', async () => {
  await read();
  await around.pass(130_000);
  const marking = ada.engine.markUnread(channelId, lastOf(ada)?.seq ?? 0);
  ada.engine.markRead(channelId);
  await around.done(marking);
  await around.pass(130_000);
  expect([unread(ada), isTold(ada)]).toEqual([0, true]);
});

describe('what is read on the only device', () => {
  beforeEach(async () => {
    await read();
    await around.pass(60_000);
    if (isTold(ada)) throw new Error('it was told at once');
  });

  it('is told after two minutes', async () => {
    await around.pass(61_000);
    expect(isTold(ada)).toBe(true);
    expect(moves()).toBe(1);
  });

  it('goes along when the window is hidden', async () => {
    ada.engine.attention(false);
    await around.pass(3_000);
    expect(isTold(ada)).toBe(true);
    expect(ada.engine.store.get(key.channel(channelId))?.membership.readOrd).toBe(1);
    expect(moves()).toBe(0);
  });

  it('is told to another device that has come after no more than two minutes', async () => {
    const other = await onAnotherDevice();
    await around.pass(61_000);
    expect(isTold(ada)).toBe(true);
    expect(unread(other)).toBe(0);
  });

  it('is told when another tab comes', async () => {
    const other = await around.visit(around.ada);
    await around.pass(3_000);
    expect(unread(other)).toBe(0);
    expect(isTold(ada)).toBe(true);
  });

  it('is not forgotten when the page dies', async () => {
    ada.kill();
    const again = await around.visit(around.ada);
    await around.pass(3_000);
    expect(unread(again)).toBe(0);
    expect(again.engine.store.get(key.channel(channelId))?.membership.readOrd).toBe(1);
  });
});

/** Ada reads and leaves; what is kept on her device is of an older app then. */
async function leaveOlder(): Promise<void> {
  await read();
  await around.pass(1_000);
  ada.kill();
  const database = around.ada.browser.database(`parley-${around.ada.userId}`);
  const all = (await database.all('entities')).filter(isKept);
  await database.write(
    'entities',
    all.map((one) => [one.name, { ...one, shape: 'of an older app' }] as const),
  );
}

describe('what was read before a new version of the app', () => {
  it('is told when it starts', async () => {
    await leaveOlder();
    const again = await around.visit(around.ada);
    await around.pass(3_000);
    expect(unread(again)).toBe(0);
    expect(isTold(again)).toBe(true);
    expect(again.engine.store.get(key.channel(channelId))?.membership.readOrd).toBe(1);
  });

  it('is not told where it was marked unread elsewhere since', async () => {
    const other = await onAnotherDevice();
    await leaveOlder();
    await markUnread(other);
    const again = await around.visit(around.ada);
    await around.pass(10_000);
    expect(unread(again)).toBe(1);
    expect(isTold(again)).toBe(true);
  });
});

/** Bob writes, and Ada reads it; her device keeps how far, and has not told. */
async function readUntold(...texts: readonly string[]): Promise<void> {
  for (const text of texts.length > 0 ? texts : ['one']) {
    bob.engine.send(channelId, text);
    await around.until(() => lastOf(ada)?.text === text, 'it has come');
  }
  ada.engine.markRead(channelId);
  await around.pass(600);
  if (isTold(ada)) throw new Error('it was told');
}

const lastOf = (tab: Tab) => tab.engine.store.get(key.timeline(channelId))?.messages.at(-1);

/** As `markUnread`, before it is told what was read. */
async function markUnreadAtOnce(tab: Tab): Promise<void> {
  tab.engine.openChannel(channelId);
  await around.until(() => lastOf(tab)?.text === 'one', 'it is open');
  tab.engine.markRead(channelId);
  await around.done(tab.engine.markUnread(channelId, lastOf(tab)?.seq ?? 0));
}

/** Reads all on this tab, and makes the last message the first unread one. */
async function markUnread(tab: Tab): Promise<void> {
  tab.engine.openChannel(channelId);
  await around.until(() => lastOf(tab)?.text === 'one', 'it is open');
  tab.engine.markRead(channelId);
  await around.pass(5_000);
  await around.done(tab.engine.markUnread(channelId, lastOf(tab)?.seq ?? 0));
}

describe('what is marked unread on another device', () => {
  let other: Tab;
  beforeEach(async () => {
    other = await onAnotherDevice();
    await around.pass(5_000);
  });

  it('stays so when a page starts that had read it and could not tell any more', async () => {
    await read();
    await around.pass(5_000);
    ada.kill();
    await markUnread(other);
    const again = await around.visit(around.ada);
    await around.pass(10_000);
    expect([unread(other), unread(again)]).toEqual([1, 1]);
  });

  it('stays so where a page that had read it starts, though that device had not told how far it had read: one move only', async () => {
    await readUntold();
    ada.kill();
    await markUnreadAtOnce(other);
    const again = await around.visit(around.ada);
    await around.pass(10_000);
    expect([unread(other), unread(again)]).toEqual([1, 1]);
  });

  it('stays so where one that had read it is back on the network, though it was one move only', async () => {
    await readUntold();
    around.ada.browser.setOnline(false);
    await markUnreadAtOnce(other);
    around.ada.browser.setOnline(true);
    await around.until(() => ada.engine.store.get('connection').phase === 'live', 'it is back');
    await around.pass(5 * 60_000);
    expect([unread(other), unread(ada)]).toEqual([1, 1]);
  });

  it('is not what was read there in pieces: what was read further here is told', async () => {
    await readUntold('one', 'two', 'three');
    ada.kill();
    for (const text of ['one', 'two']) {
      other.engine.openChannel(channelId);
      const at = () => other.engine.store.get(key.timeline(channelId))?.messages.find((one) => one.text === text);
      await around.until(() => at() !== undefined, 'it is open');
      other.engine.markRead(channelId, at()?.seq);
      await around.pass(30_000);
    }
    expect(unread(other)).toBe(1);
    const again = await around.visit(around.ada);
    await around.pass(10_000);
    expect([unread(other), unread(again)]).toEqual([0, 0]);
  });

  it('stays so on one that has read it and has not told yet', async () => {
    await read();
    await markUnread(other);
    await around.pass(5 * 60_000);
    expect([unread(other), unread(ada)]).toEqual([1, 1]);
  });
});

const TWO = [
  ['devices', onAnotherDevice],
  ['tabs', () => around.visit(around.ada)],
] as const;

describe.each(TWO)('what comes onto the screen on one of two %s', (_, visit) => {
  let other: Tab;
  beforeEach(async () => {
    other = await visit();
    await around.pass(5_000);
    ada.engine.attention(false);
    await around.pass(1_000);
    ada.engine.attention(true);
    await around.pass(5_000);
    await read();
  });

  it('is told at once', async () => {
    await around.pass(3_000);
    expect(unread(other)).toBe(0);
  });

  it('is told after twenty seconds where one goes on looking', async () => {
    await around.pass(3_000);
    await read();
    await around.pass(15_000);
    expect(unread(other)).toBe(1);
    await around.pass(6_000);
    expect(unread(other)).toBe(0);
  });
});
