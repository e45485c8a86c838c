import { beforeEach, describe, expect, it } from 'vitest';
import { NO_FAULTS } from '../../simulation/faults.ts';
import { key } from '../../../web/src/store/state.ts';
import { rowsOf } from '../../../web/src/store/selectors.ts';
import type { Tab } from '../../simulation/tab.ts';
import { calm, type Calm } from './world.ts';

let around: Calm;
let channelId: string;
beforeEach(async () => {
  around = await calm();
  channelId = around.world.place.general;
});

const rows = (tab: Tab) =>
  rowsOf(tab.engine.store.get(key.timeline(channelId)), tab.engine.store.get(key.outbox(channelId)), tab.userId ?? '');
const textsIn = (tab: Tab): readonly (string | undefined)[] =>
  rows(tab)
    .filter((row) => !row.message?.notice)
    .map((row) => row.message?.text ?? row.outgoing?.text);
const outbox = (tab: Tab) => tab.engine.store.get(key.outbox(channelId)) ?? [];

async function inChannel(person: Calm['ada']): Promise<Tab> {
  const tab = await around.visit(person);
  tab.engine.openChannel(channelId);
  await around.until(() => tab.engine.store.get(key.timeline(channelId)) !== undefined, 'the channel is loaded');
  return tab;
}

describe('sending', () => {
  it('shows at once and keeps its row when it is confirmed', async () => {
    const ada = await inChannel(around.ada);
    ada.engine.send(channelId, 'hello');
    const [pending] = rows(ada).slice(-1);
    expect(pending?.outgoing?.status).toBe('pending');
    await around.until(() => outbox(ada).length === 0, 'it is confirmed');
    const [confirmed] = rows(ada).slice(-1);
    expect(confirmed?.message?.text).toBe('hello');
    expect(confirmed?.key).toBe(pending?.key);
  });

  it('reaches another person live', async () => {
    const ada = await inChannel(around.ada);
    const bob = await inChannel(around.bob);
    ada.engine.send(channelId, 'hello');
    await around.until(() => textsIn(bob).includes('hello'), 'the other one sees it');
    expect(textsIn(bob)).toEqual(['hello']);
  });

  it('keeps the order of one conversation, also when the first try fails', async () => {
    const ada = await inChannel(around.ada);
    around.world.backend.rates = { ...NO_FAULTS, throttled: 0.3, lostReply: 0.3, pushLost: 0.3 };
    for (const text of ['one', 'two', 'three', 'four']) ada.engine.send(channelId, text);
    await around.until(() => outbox(ada).length === 0, 'all are confirmed');
    expect(textsIn(ada)).toEqual(['one', 'two', 'three', 'four']);
  });

  it('waits while offline, survives a reload, and arrives once', async () => {
    const ada = await inChannel(around.ada);
    around.ada.browser.setOnline(false);
    ada.engine.send(channelId, 'from the tunnel');
    await around.pass(60_000);
    expect(outbox(ada)).toMatchObject([{ text: 'from the tunnel' }]);
    ada.kill();
    const again = around.ada.browser.openTab();
    void again.engine.start();
    await around.until(() => outbox(again).length === 1, 'it is back on screen');
    around.ada.browser.setOnline(true);
    await around.until(() => outbox(again).length === 0, 'it is sent');
    const bob = await inChannel(around.bob);
    expect(textsIn(bob)).toEqual(['from the tunnel']);
  });

  it('stays in place with the reason when it is refused, and goes out on retry', async () => {
    const ada = await inChannel(around.ada);
    await around.done(ada.engine.request('channel.archive', { channelId: around.world.place.secret }));
    const secret = around.world.place.secret;
    const clientMessageId = ada.engine.send(secret, 'too late');
    const failed = () => ada.engine.store.get(key.outbox(secret))?.[0];
    await around.until(() => failed()?.status === 'failed', 'it is refused');
    expect(failed()?.error).toMatchObject({ code: 'conflict' });
    await around.done(ada.engine.request('channel.unarchive', { channelId: secret }));
    ada.engine.retry(clientMessageId);
    await around.until(() => failed() === undefined, 'it is sent');
  });

  it('says how long to wait when messages go out too fast, and sends them then', async () => {
    const ada = await inChannel(around.ada);
    const { secret, direct } = around.world.place;
    const texts = Array.from({ length: 300 }, (_, index) => `number ${index}`);
    for (const text of texts) for (const place of [channelId, secret, direct]) ada.engine.send(place, text);
    const slowed = () => outbox(ada).find(({ error }) => error?.code === 'rate_limited');
    await around.until(() => slowed() !== undefined, 'it is told to wait');
    expect(slowed()?.status).toBe('pending');
    expect(slowed()?.error?.retryAfterMs).toBeGreaterThan(0);
    await around.until(() => outbox(ada).length === 0, 'all are sent');
    expect(textsIn(ada)).toEqual(texts);
  });

  it('keeps the order in which it was written when the clock of the device is put back', async () => {
    const ada = await inChannel(around.ada);
    around.ada.browser.setOnline(false);
    ada.engine.send(channelId, 'first');
    await around.pass(5_000);
    ada.kill();
    around.ada.browser.skew -= 3_600_000;
    const again = around.ada.browser.openTab();
    void again.engine.start();
    await around.until(() => outbox(again).length === 1, 'it is back on screen');
    again.engine.send(channelId, 'second');
    expect(outbox(again).map(({ text }) => text)).toEqual(['first', 'second']);
    around.ada.browser.setOnline(true);
    await around.until(() => outbox(again).length === 0, 'both are sent');
    const bob = await inChannel(around.bob);
    expect(textsIn(bob)).toEqual(['first', 'second']);
  });

  it('forgets what is discarded, in every tab and on disk', async () => {
    const ada = await inChannel(around.ada);
    const other = await around.visit(around.ada);
    const { secret } = around.world.place;
    await around.done(ada.engine.request('channel.archive', { channelId: secret }));
    const clientMessageId = ada.engine.send(secret, 'never mind');
    const seen = (tab: Tab) => tab.engine.store.get(key.outbox(secret))?.[0];
    await around.until(() => seen(other)?.status === 'failed', 'the other tab shows it too');
    ada.engine.discard(clientMessageId);
    await around.until(() => !seen(ada) && !seen(other), 'it is gone');
    // The screen does not wait for the disk: who is killed in between sees it once more, failed, and it is not sent.
    await around.pass(1_000);
    for (const tab of [ada, other]) tab.kill();
    const again = await around.visit(around.ada);
    await around.pass(5_000);
    expect(seen(again)).toBeUndefined();
  });

  it('sends what is too large for a frame by HTTP', async () => {
    const ada = await inChannel(around.ada);
    const text = 'ä'.repeat(19_000);
    ada.engine.send(channelId, text);
    await around.until(() => outbox(ada).length === 0, 'it is sent');
    expect(textsIn(ada)).toEqual([text]);
  });
});
