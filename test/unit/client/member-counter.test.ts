import { beforeEach, expect, it } from 'vitest';
import { createMemberCounter } from '../../../web/src/client/member-counter.ts';
import { applyTimeline } from '../../../web/src/store/apply-fetch.ts';
import { putOwn } from '../../../web/src/store/changes.ts';
import { draftOf } from '../../../web/src/store/draft.ts';
import { INITIAL, key } from '../../../web/src/store/state.ts';
import { createStore } from '../../../web/src/store/store.ts';
import { timelineOf } from '../../../web/src/store/timeline.ts';
import type { Tab } from '../../simulation/tab.ts';
import { CHANNEL, History } from '../store/model.ts';
import { calm, type Calm } from './world.ts';

let around: Calm;
let channelId: string;
let ada: Tab;
let bob: Tab;
/** Ada looks at it no longer. */
let leave: () => void;

const count = (tab: Tab) => tab.engine.store.get(key.members(channelId))?.count;
const request = (tab: Tab, action: 'channel.join' | 'channel.leave') =>
  around.done(tab.engine.request(action, { channelId }));
const says = (tab: Tab, members: number) => around.until(() => count(tab) === members, `${members} are told of`);

/** Ada looks at a channel that she made, and in which nobody else is. */
beforeEach(async () => {
  around = await calm();
  const { workspaceId } = around.world.place;
  ada = await around.visit(around.ada);
  bob = await around.visit(around.bob);
  const made = await around.done(ada.engine.request('channel.create', { workspaceId, name: 'garden', kind: 'public' }));
  ({ channelId } = made.own.channel);
  leave = ada.engine.openChannel(channelId);
  await says(ada, 1);
});

it('who looks at a channel knows how many are in it, and hears of who comes and goes', async () => {
  await request(bob, 'channel.join');
  await says(ada, 2);
  await request(bob, 'channel.leave');
  await says(ada, 1);
  expect(count(bob)).toBeUndefined();
});

it('asks once, and not again for messages, changes of the channel, or on coming back', async () => {
  const before = around.calls('channel.get');
  for (const text of ['one', 'two', 'three']) ada.engine.send(channelId, text);
  await around.done(ada.engine.request('channel.describe', { channelId, topic: 'Peas' }));
  leave();
  await around.pass(1_000);
  ada.engine.openChannel(channelId);
  await around.pass(60_000);
  expect(around.calls('channel.get')).toBe(before);
});

it('who comes while one looks elsewhere is counted when one comes back', async () => {
  leave();
  await request(bob, 'channel.join');
  await around.pass(60_000);
  expect(count(ada)).toBe(1);
  ada.engine.openChannel(channelId);
  await says(ada, 2);
});

it('who opens the app again sees at once how many there were, and then how many there are', async () => {
  await request(bob, 'channel.join');
  await says(ada, 2);
  await around.pass(5_000);
  ada.kill();
  await request(bob, 'channel.leave');
  const again = around.ada.browser.openTab();
  void again.engine.start();
  await around.until(() => again.engine.store.get('start') !== 'none', 'what is kept is there');
  expect(count(again)).toBe(2);
  again.engine.openChannel(channelId);
  await says(again, 1);
  expect(count(again)).toBe(1);
});

it.each([
  ['at the end', false],
  ['where reading goes on', true],
])('who comes unseen before many messages is counted, opened %s', async (_, isAway) => {
  const write = async (tab: Tab): Promise<void> => {
    for (let number = 1; number <= 60; number += 1) tab.engine.send(channelId, `message ${number}`);
    await around.until(() => tab.engine.store.get(key.outbox(channelId)) === undefined, 'all are sent');
  };
  await request(bob, 'channel.join');
  await write(bob);
  await says(ada, 2);
  // What is loaded is let go of.
  await around.done(ada.engine.jumpTo(channelId, 3));
  leave();
  const dee = await around.visit(around.dee);
  await request(dee, 'channel.join');
  await write(bob);
  const { seq: readSeq = 0, ord: readOrd = 0 } = bob.engine.store.get(key.channel(channelId)) ?? {};
  const markers = isAway ? [] : [{ channelId, readSeq, readOrd }];
  if (markers.length > 0) await around.done(ada.engine.request('readMarker.move', { markers }));
  ada.engine.openChannel(channelId);
  await says(ada, 3);
  expect(ada.engine.store.get(key.timeline(channelId))?.to === null).toBe(!isAway);
});

it('nobody is counted in direct conversations, nor asked for', async () => {
  const before = around.calls('channel.get');
  ada.engine.openChannel(around.world.place.direct);
  await around.pass(60_000);
  expect(around.calls('channel.get')).toBe(before);
});

it('asks once where nobody can say how many they are', async () => {
  const history = new History([{ kind: 'post' }]);
  const store = createStore(INITIAL);
  const draft = draftOf(store.state);
  putOwn(draft, history.own());
  store.apply(draft.patch);
  store.apply(applyTimeline(store.state, CHANNEL, timelineOf(history.page(1, { limit: 50 }))));
  let asked = 0;
  const waiting: (() => void)[] = [];
  const counter = createMemberCounter(
    {
      store,
      commit: store.apply,
      isClosed: () => false,
      ask: async () => {
        asked += 1;
        return { channel: history.own().channel, own: history.own() } as never;
      },
      env: {
        clock: { now: () => 0, after: (_, work) => (waiting.push(work), () => undefined) },
        random: { fraction: () => 0, bytes: (length) => new Uint8Array(length) },
      },
    },
    { has: () => true },
  );
  for (let turn = 0; turn < 3; turn += 1) {
    counter.look(CHANNEL);
    for (const work of waiting.splice(0)) work();
    await Promise.resolve();
    await Promise.resolve();
  }
  expect(asked).toBe(1);
});
