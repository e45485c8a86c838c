import { beforeEach, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../web/src/store/selectors.ts';
import { key } from '../../../web/src/store/state.ts';
import type { Tab } from '../../simulation/tab.ts';
import { calm, textsIn, type Calm } from './world.ts';

let around: Calm;
let channelId: string;
beforeEach(async () => {
  around = await calm();
  channelId = around.world.place.general;
});

const sockets = (): number => around.world.backend.gateway.open().length;
const texts = (tab: Tab) => textsIn(tab, channelId);

describe('tabs of one browser', () => {
  it('share one socket and both show what comes', async () => {
    const [first, second] = [await around.visit(around.ada), await around.visit(around.ada)];
    for (const tab of [first, second]) tab.engine.openChannel(channelId);
    await around.pass(1_000);
    expect(sockets()).toBe(1);
    second.engine.send(channelId, 'from the second');
    await around.until(() => texts(first).includes('from the second'), 'the first shows it');
    await around.until(() => texts(second).includes('from the second'), 'the second shows it');
  });

  it('show what is written in one of them until it is confirmed and ever after, and keep none of it where nobody looks', async () => {
    const [first, second] = [await around.visit(around.ada), await around.visit(around.ada)];
    const { store } = second.engine;
    second.engine.openChannel(channelId);
    await around.until(() => store.get(key.timeline(channelId)) !== undefined, 'the channel is loaded');
    const [outbox, timeline, sent] = [key.outbox(channelId), key.timeline(channelId), key.sent(channelId)];
    const isThere = (): boolean =>
      rowsOf(store.get(timeline), store.get(outbox), second.userId ?? '', store.get(sent)).some(
        ({ message, outgoing }) => (message ?? outgoing)?.text === 'from the second',
      );
    second.engine.send(channelId, 'from the second');
    const seen: boolean[] = [];
    for (const name of [outbox, timeline, sent]) store.subscribe(name, () => seen.push(isThere()));
    await around.until(() => texts(second).includes('from the second'), 'it is confirmed');
    await around.pass(1_000);
    expect(new Set(seen)).toEqual(new Set([true]));
    expect(first.engine.store.get(sent)).toBeUndefined();
    expect(first.engine.store.get(outbox)).toBeUndefined();
  });

  it('go on when the one with the socket closes', async () => {
    const [first, second] = [await around.visit(around.ada), await around.visit(around.ada)];
    second.engine.openChannel(channelId);
    first.kill();
    second.engine.send(channelId, 'still here');
    await around.until(() => texts(second).includes('still here'), 'it is sent');
    await around.until(() => sockets() === 1, 'the second has a socket');
    await around.until(() => second.engine.store.get('connection').phase === 'live', 'it is live');
    expect(sockets()).toBe(1);
  });

  it('take the socket over from a tab that froze, which steps down when it wakes', async () => {
    const [first, second] = [await around.visit(around.ada), await around.visit(around.ada)];
    second.engine.openChannel(channelId);
    await around.pass(2_000);
    first.freeze();
    second.engine.send(channelId, 'is anybody there');
    await around.until(() => texts(second).includes('is anybody there'), 'it is sent without the first');
    first.thaw();
    await around.until(() => sockets() === 1, 'one socket is left');
    expect(first.engine.store.get('session').phase).toBe('in');
  });

  it('show one draft, and what was read in the other', async () => {
    const [first, second] = [await around.visit(around.ada), await around.visit(around.ada)];
    first.engine.setDraft(channelId, 'half a thou');
    await around.until(() => second.engine.store.get(key.draft(channelId)) === 'half a thou', 'the draft is in both');
    const bob = await around.visit(around.bob);
    bob.engine.send(channelId, 'read me');
    const unread = (tab: Tab) => tab.engine.store.get(key.unread(channelId))?.count;
    await around.until(() => unread(first) === 1 && unread(second) === 1, 'both count it');
    first.engine.openChannel(channelId);
    await around.until(() => texts(first).includes('read me'), 'the first shows it');
    expect(unread(second)).toBe(1);
    first.engine.markRead(channelId);
    await around.until(() => unread(second) === 0, 'the second knows that it was read');
  });

  it('log out together, and nothing is left on the device', async () => {
    const [first, second] = [await around.visit(around.ada), await around.visit(around.ada)];
    first.engine.setDraft(channelId, 'private');
    await around.pass(2_000);
    await around.done(first.engine.session.logOut());
    await around.until(() => second.engine.store.get('session').phase === 'out', 'the second is out too');
    for (const tab of [first, second])
      expect(Object.keys(tab.engine.store.state).filter((name) => name.includes(':'))).toEqual([]);
    const again = around.ada.browser.openTab();
    void again.engine.start();
    await around.until(() => again.engine.store.get('session').phase === 'out', 'a new tab is out');
    expect(await around.done(around.ada.browser.database(`parley-${around.ada.userId}`).all('drafts'))).toEqual([]);
  });

  it('of before a deploy leave the socket to a newer one, also when that one came later', async () => {
    const old = await around.visit(around.ada);
    around.world.backend.deploys += 1;
    old.cutSockets();
    await around.until(() => old.engine.store.get('connection').phase === 'outdated', 'the old page says so');
    const young = await around.visit(around.ada);
    expect([young.leads, old.leads]).toEqual([true, false]);
    young.engine.openChannel(channelId);
    old.engine.send(channelId, 'still written in the old one');
    await around.until(() => texts(young).includes('still written in the old one'), 'the newer one sends it');
    expect(old.engine.store.get('connection').phase).toBe('outdated');
    expect(sockets()).toBe(1);
  });

  it('are all outdated when none is newer, and still send', async () => {
    const [first, second] = [await around.visit(around.ada), await around.visit(around.ada)];
    around.world.backend.deploys += 1;
    first.cutSockets();
    const phases = () => [first, second].map(({ engine }) => engine.store.get('connection').phase);
    await around.until(() => phases().every((phase) => phase === 'outdated'), 'both say so');
    second.engine.openChannel(channelId);
    second.engine.send(channelId, 'by http');
    await around.until(() => texts(second).includes('by http'), 'it is sent');
    expect(phases()).toEqual(['outdated', 'outdated']);
  });
});
