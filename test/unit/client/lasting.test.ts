import { beforeEach, describe, expect, it } from 'vitest';
import { key } from '../../../web/src/store/state.ts';
import { STORES, type StoreName } from '../../../web/src/client/environment.ts';
import type { Tab } from '../../simulation/tab.ts';
import { emailOf, PASSWORD } from '../../simulation/world.ts';
import { calm, textsIn, type Calm } from './world.ts';

let around: Calm;
let channelId: string;
beforeEach(async () => {
  around = await calm();
  channelId = around.world.place.general;
});

/** What is on Ada's device. */
const kept = async (store: StoreName) => around.ada.browser.database(`parley-${around.ada.userId}`).all(store);

/** Somebody wrote, and Ada did without a network, a message and half of another. */
async function written(): Promise<Tab> {
  const ada = await around.visit(around.ada);
  ada.engine.openChannel(channelId);
  const bob = await around.visit(around.bob);
  bob.engine.send(channelId, 'of somebody else');
  await around.until(() => textsIn(ada, channelId).includes('of somebody else'), 'it is told');
  around.ada.browser.setOnline(false);
  ada.engine.send(channelId, 'without a network');
  ada.engine.setDraft(channelId, 'half a thought');
  await around.pass(5_000);
  expect(await kept('timelines')).not.toEqual([]);
  return ada;
}

describe('a connection that lasts', () => {
  it('outlives access tokens, idle times and cuts without losing a message', async () => {
    const ada = await around.visit(around.ada);
    ada.engine.openChannel(channelId);
    const [wire] = around.world.backend.gateway.open();
    await around.pass(40 * 60_000);
    expect(around.world.backend.gateway.open()).toEqual([wire]);
    expect(around.calls('session.refresh')).toBeGreaterThanOrEqual(3);
    // The server lets an open socket go on with the session's newer token.
    expect(around.calls('socket.renew')).toBe(0);
    if (wire) around.world.backend.gateway.cut(wire);
    const bob = await around.visit(around.bob);
    bob.engine.send(channelId, 'while you were cut');
    await around.until(() => textsIn(ada, channelId).includes('while you were cut'), 'the cut one has it');
  });

  it('ends in every tab when the session is ended elsewhere', async () => {
    const here = await around.visit(around.ada);
    const there = around.world.browserFor(around.ada).openTab();
    void there.engine.start();
    await around.until(() => there.engine.store.get('start') === 'fresh', 'the other browser is in');
    await around.done(there.engine.session.logOutEverywhere());
    await around.until(() => here.engine.store.get('session').phase === 'out', 'this one is out');
    expect(here.engine.store.get('session').ended).toBe(true);
  });
});

/** From now on what is written gets to Ada's disk only when one of her tabs has wiped it. @returns how much of it there was */
function writeLate(): () => number {
  const database = around.ada.browser.database(`parley-${around.ada.userId}`);
  const write = database.write.bind(database);
  const wiped = Promise.withResolvers<void>();
  let count = 0;
  const late: typeof write = async (store, entries) => {
    count += 1;
    const isWipe = entries.every(([, value]) => value === undefined);
    if (!isWipe) await wiped.promise;
    await write(store, entries);
    // The timelines are the last that it takes; then it notes that it is done.
    if (isWipe && store === 'timelines') around.world.scheduler.after(1, wiped.resolve);
  };
  Object.assign(database, { write: late });
  return () => count;
}

describe('a log-in that ends', () => {
  it('by itself takes what others wrote off the device, and leaves what was not sent for the next one', async () => {
    const ada = await written();
    const there = around.world.browserFor(around.ada).openTab();
    void there.engine.start();
    await around.until(() => there.engine.store.get('start') === 'fresh', 'the other browser is in');
    await around.done(there.engine.session.logOutEverywhere());
    // The token that is still here would be good for a quarter of an hour.
    await around.pass(40 * 60_000);
    around.ada.browser.setOnline(true);
    await around.until(() => ada.engine.store.get('session').phase === 'out', 'this one is out');
    await around.pass(1_000);
    expect(await kept('timelines')).toEqual([]);
    expect(await kept('entities')).toEqual([]);
    await around.done(ada.engine.session.logIn(emailOf(around.ada.name), PASSWORD));
    ada.engine.openChannel(channelId);
    await around.until(() => textsIn(ada, channelId).at(-1) === 'without a network', 'it is sent');
    expect(ada.engine.store.get(key.draft(channelId))).toBe('half a thought');
    await around.pass(1_000);
    expect(await kept('outbox')).toEqual([]);
  });

  it('by itself in two tabs takes what others wrote off the device, though one still writes when the other is done', async () => {
    const ada = await written();
    around.ada.browser.setOnline(true);
    const next = await around.visit(around.ada);
    const there = around.world.browserFor(around.ada).openTab();
    void there.engine.start();
    await around.until(() => there.engine.store.get('start') === 'fresh', 'the other browser is in');
    const late = writeLate();
    there.engine.send(channelId, 'the last of it');
    await around.until(() => late() > 1, 'both tabs write');
    for (const [one, other] of [[ada, next] as const, [next, ada] as const]) {
      one.engine.store.subscribe('session', () => {
        if (other.engine.store.get('session').phase !== 'out') other.engine.setDraft(channelId, 'the other half');
      });
    }
    void there.engine.session.logOutEverywhere();
    for (const tab of [ada, next])
      await around.until(() => tab.engine.store.get('session').phase === 'out', 'both are out');
    await around.pass(1_000);
    expect(await kept('entities')).toEqual([]);
    expect(await kept('timelines')).toEqual([]);
    expect(await kept('drafts')).toEqual([{ name: channelId, value: 'the other half' }]);
  });

  it('as was asked for leaves nothing', async () => {
    const ada = await written();
    around.ada.browser.setOnline(true);
    ada.engine.setDraft(channelId, 'half a thought more');
    await around.done(ada.engine.session.logOut());
    await around.pass(1_000);
    for (const store of STORES) expect(await kept(store)).toEqual([]);
  });

  it.each(['before it starts again', 'before the next log-in'])(
    'leaves nothing %s where storage hung',
    async (when) => {
      const ada = await written();
      around.ada.browser.setOnline(true);
      around.ada.browser.storage = 'stuck';
      await around.done(ada.engine.session.logOut());
      await around.pass(5_000);
      expect(await kept('drafts')).not.toEqual([]);
      around.ada.browser.storage = 'kept';
      if (when === 'before it starts again') {
        ada.kill();
        void around.ada.browser.openTab().engine.start();
      } else await around.done(ada.engine.session.logIn(emailOf(around.ada.name), PASSWORD));
      await around.pass(5_000);
      for (const store of ['drafts', 'outbox'] as const) expect(await kept(store)).toEqual([]);
      expect(ada.engine.store.get(key.draft(channelId))).toBeUndefined();
    },
  );

  it('by itself while storage hung takes what others wrote off the device when the app starts again', async () => {
    const ada = await written();
    const there = around.world.browserFor(around.ada).openTab();
    void there.engine.start();
    await around.until(() => there.engine.store.get('start') === 'fresh', 'the other browser is in');
    await around.done(there.engine.session.logOutEverywhere());
    around.ada.browser.storage = 'stuck';
    await around.pass(40 * 60_000);
    around.ada.browser.setOnline(true);
    await around.until(() => ada.engine.store.get('session').phase === 'out', 'this one is out');
    await around.pass(5_000);
    expect(await kept('entities')).not.toEqual([]);
    around.ada.browser.storage = 'kept';
    ada.kill();
    void around.ada.browser.openTab().engine.start();
    await around.pass(5_000);
    for (const store of ['entities', 'timelines'] as const) expect(await kept(store)).toEqual([]);
    expect(await kept('drafts')).toEqual([{ name: channelId, value: 'half a thought' }]);
  });

  it('everywhere, as was asked for here, leaves nothing here, though the socket tells of it before the answer comes', async () => {
    const ada = await written();
    const next = around.ada.browser.openTab();
    void next.engine.start();
    around.ada.browser.setOnline(true);
    await around.until(() => next.engine.store.get('connection').phase === 'live', 'the other tab is live');
    next.engine.setDraft(channelId, 'half a thought more');
    await around.done(next.engine.session.logOutEverywhere());
    await around.until(() => ada.engine.store.get('session').phase === 'out', 'the other tab is out');
    await around.pass(1_000);
    for (const store of STORES) expect(await kept(store)).toEqual([]);
    expect(next.engine.store.get('session').ended).toBe(false);
  });
});
