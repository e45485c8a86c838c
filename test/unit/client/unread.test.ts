import { beforeEach, describe, expect, it } from 'vitest';
import { takeSeq } from '../../../lambdas/table/channel.ts';
import { applyCheck } from '../../../web/src/store/apply-fetch.ts';
import { key, type State } from '../../../web/src/store/state.ts';
import type { Tab } from '../../simulation/tab.ts';
import { calm, type Calm } from './world.ts';

let around: Calm;
let channelId: string;
beforeEach(async () => {
  around = await calm();
  channelId = around.world.place.general;
});

const unread = (tab: Tab) => tab.engine.store.get(key.unread(channelId));
const loaded = (tab: Tab): boolean => tab.engine.store.get(key.timeline(channelId)) !== undefined;

describe('unread counts', () => {
  it('count what others wrote, and never a phantom', async () => {
    const ada = await around.visit(around.ada);
    const bob = await around.visit(around.bob);
    bob.engine.openChannel(channelId);
    await around.until(() => loaded(bob), 'the writer sees the channel');
    bob.engine.send(channelId, 'oops');
    await around.until(() => unread(ada)?.count === 1, 'it counts');
    const own = () => bob.engine.store.get(key.timeline(channelId))?.messages.find(({ text }) => text === 'oops');
    await around.until(() => own() !== undefined, 'the writer knows its number');
    await around.done(bob.engine.deleteMessage(channelId, own()?.seq ?? 0));
    const fresh = around.world.browserFor(around.ada).openTab();
    void fresh.engine.start();
    await around.until(() => unread(fresh)?.stale === false, 'it is counted');
    expect(unread(fresh)).toMatchObject({ count: 0, mentions: 0, stale: false });
  });

  it('are asked for again when a number was taken that nobody had written under yet', async () => {
    const asked = () => around.world.exchanges.filter(({ action }) => action === 'readMarker.count').length;
    around.world.backend.store.write([takeSeq(channelId, { message: true, writable: true })]);
    const ada = await around.visit(around.ada);
    await around.until(() => asked() === 1, 'it is asked for');
    await around.pass(20_000);
    expect(unread(ada)).toMatchObject({ count: 0, stale: true });
    expect(asked()).toBe(1);
    await around.until(() => unread(ada)?.stale === false, 'it is sure');
    await around.pass(60_000);
    expect(asked()).toBe(2);
  });

  it('tell mentions from plain ones', async () => {
    const ada = await around.visit(around.ada);
    const bob = await around.visit(around.bob);
    bob.engine.send(channelId, 'hello all');
    bob.engine.send(channelId, `and you, <@${around.ada.userId}>`);
    await around.until(() => unread(ada)?.count === 2 && !unread(ada)?.stale, 'both count');
    expect(unread(ada)?.mentions).toBe(1);
  });

  it('come with the check that tells of more, unless something newer is known', async () => {
    const ada = await around.visit(around.ada);
    const { store } = ada.engine;
    const own = store.get(key.channel(channelId));
    if (!own) throw new Error('the channel is not there');
    const ahead = { ...own, seq: own.seq + 3, ord: own.ord + 3 };
    const whole = { channelId, unread: 3, mentions: 1, seq: ahead.seq, ord: ahead.ord, through: ahead.seq };
    const counts = [whole];
    const rest = { workspaces: [...store.get('workspaces')], presence: [], elsewhere: false };
    const check = { now: 0, channels: [ahead], counts, gone: [], ...rest };
    const told = (state: State) => applyCheck(state, check, new Set())[key.unread(channelId)];
    expect(told(store.state)).toEqual({ count: 3, mentions: 1, stale: false, through: ahead.seq });
    counts[0] = { ...whole, unread: 2, mentions: 0, through: ahead.seq - 1 };
    expect(told(store.state)).toMatchObject({ stale: true });
    counts[0] = whole;
    const readHere = { [key.reading(channelId)]: { readSeq: own.seq + 1, readOrd: own.ord + 1 } };
    expect(told({ ...store.state, ...readHere })).toMatchObject({ stale: true });
    const newer = { [key.channel(channelId)]: { ...ahead, seq: own.seq + 4, ord: own.ord + 4 } };
    expect(told({ ...store.state, ...newer })).toMatchObject({ stale: true });
  });

  it('go to nothing when read, in few requests, and come back when marked unread', async () => {
    const ada = await around.visit(around.ada);
    const bob = await around.visit(around.bob);
    for (const text of ['one', 'two', 'three']) bob.engine.send(channelId, text);
    await around.until(() => unread(ada)?.count === 3, 'all count');
    ada.engine.openChannel(channelId);
    await around.until(() => loaded(ada), 'the channel is open');
    const messages = ada.engine.store.get(key.timeline(channelId))?.messages ?? [];
    for (const { seq } of messages) ada.engine.markRead(channelId, seq);
    expect(unread(ada)?.count).toBe(0);
    await around.until(() => ada.engine.store.get(key.reading(channelId)) === undefined, 'the server knows');
    const moves = around.world.exchanges.filter(({ action }) => action === 'readMarker.move');
    expect(moves).toHaveLength(1);
    await around.done(ada.engine.markUnread(channelId, messages.at(-2)?.seq ?? 0));
    expect(unread(ada)?.count).toBe(2);
  });
});
