/** Starts of the app on a device that keeps something, nothing, or what it should not. */
import { beforeEach, describe, expect, it } from 'vitest';
import { memoryDatabase } from '../../../web/src/client/database.ts';
import { key } from '../../../web/src/store/state.ts';
import type { Tab } from '../../simulation/tab.ts';
import { calm, textsIn, type Calm } from './world.ts';

let around: Calm;
let channelId: string;
beforeEach(async () => {
  around = await calm();
  channelId = around.world.place.general;
});

/** What this tab has is kept; then it goes, and another one starts without a network. */
async function startedAgain(ada: Tab): Promise<Tab> {
  await around.pass(5_000);
  ada.kill();
  around.ada.browser.setOnline(false);
  const again = around.ada.browser.openTab();
  void again.engine.start();
  await around.until(() => again.engine.store.get('start') === 'cached', 'the cache is shown');
  return again;
}

describe('a start with what was kept', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'takes what the server says at first, and asks once more when it is live (seed %i)',
    async (seed) => {
      around = await calm(seed);
      channelId = around.world.place.general;
      const ada = await around.visit(around.ada);
      ada.engine.openChannel(channelId);
      await around.pass(5_000);
      ada.kill();
      const [starts, checks] = [around.calls('sync.start'), around.calls('sync.check')];
      await around.visit(around.ada);
      await around.pass(5_000);
      expect(around.calls('sync.start') - starts).toBe(1);
      expect(around.calls('sync.check') - checks).toBe(1);
    },
  );
});

describe('a start without a network', () => {
  it('has the conversation that it begins with as soon as it has anything', async () => {
    const ada = await around.visit(around.ada);
    ada.engine.openChannel(channelId);
    ada.engine.send(channelId, 'remember this');
    await around.pass(5_000);
    ada.kill();
    around.ada.browser.setOnline(false);
    const { engine } = around.ada.browser.openTab();
    const seen: (string | undefined)[] = [];
    // In the turn in which the screen hears of what was kept.
    engine.store.subscribe('start', () =>
      queueMicrotask(() => {
        if (engine.store.get('start') === 'cached')
          seen.push(engine.store.get(key.timeline(channelId))?.messages.at(-1)?.text);
      }),
    );
    void engine.start(channelId);
    await around.until(() => seen.length > 0, 'the cache is shown');
    expect(seen).toEqual(['remember this']);
  });

  it('shows what was there, and catches up later', async () => {
    const ada = await around.visit(around.ada);
    ada.engine.openChannel(channelId);
    ada.engine.send(channelId, 'remember this');
    const again = await startedAgain(ada);
    again.engine.openChannel(channelId);
    await around.until(() => textsIn(again, channelId).includes('remember this'), 'the conversation is shown');
    around.ada.browser.setOnline(true);
    await around.until(() => again.engine.store.get('connection').phase === 'live', 'it is live');
    expect(textsIn(again, channelId).at(-1)).toBe('remember this');
  });

  it('says what was unread, until the server tells more', async () => {
    const ada = await around.visit(around.ada);
    const bob = await around.visit(around.bob);
    const unread = (tab: Tab) => tab.engine.store.get(key.unread(channelId));
    for (const text of ['one', 'two']) bob.engine.send(channelId, text);
    await around.until(() => unread(ada)?.count === 2 && !unread(ada)?.stale, 'it is counted');
    const again = await startedAgain(ada);
    expect(unread(again)).toMatchObject({ count: 2, stale: true });
    bob.engine.send(channelId, 'three');
    around.ada.browser.setOnline(true);
    await around.until(() => unread(again)?.count === 3 && !unread(again)?.stale, 'it is counted anew');
  });

  it('works in a browser that keeps nothing', async () => {
    around.ada.browser.storage = 'refused';
    const ada = await around.visit(around.ada);
    ada.engine.openChannel(channelId);
    ada.engine.send(channelId, 'in private');
    expect(ada.engine.store.get(key.outbox(channelId))).toHaveLength(1);
    const last = () => ada.engine.store.get(key.timeline(channelId))?.messages.at(-1)?.text;
    await around.until(() => last() === 'in private', 'it is sent and shown');
  });

  it('works in a browser whose storage hangs', async () => {
    around.ada.browser.storage = 'stuck';
    const ada = await around.visit(around.ada);
    ada.engine.send(channelId, 'patience');
    expect(ada.engine.store.get(key.outbox(channelId))).toHaveLength(1);
    await around.until(() => ada.engine.store.get(key.outbox(channelId)) === undefined, 'it is sent');
  });

  it('ignores what a cache holds that is not what it says', async () => {
    const database = around.ada.browser.database(`parley-${around.ada.userId}`);
    await database.put('entities', 'me', { name: 'me', value: { userId: 7 } });
    await database.put('entities', 'channel:x', { name: 'channel:x', value: 'broken' });
    await database.put('timelines', key.timeline(channelId), { messages: 'none' });
    await database.put('outbox', 'x', { text: 1 });
    const ada = await around.visit(around.ada);
    expect(ada.engine.store.get('channelIds')).toHaveLength(3);
    expect(ada.engine.store.get('channelIds')).not.toContain('x');
  });
});

describe('a database in memory', () => {
  it('keeps copies, as a real one does', async () => {
    const database = memoryDatabase();
    const value = { text: 'one' };
    await database.put('drafts', 'a', value);
    value.text = 'two';
    expect(await database.get('drafts', 'a')).toEqual({ text: 'one' });
    await database.put('drafts', 'a', undefined);
    expect(await database.all('drafts')).toEqual([]);
  });
});
