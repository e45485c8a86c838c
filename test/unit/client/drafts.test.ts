import { beforeEach, describe, expect, it } from 'vitest';
import { key } from '../../../web/src/store/state.ts';
import { calm, type Calm } from './world.ts';

let around: Calm;
let channelId: string;
beforeEach(async () => {
  around = await calm();
  channelId = around.world.place.general;
});

const onDisk = async (): Promise<readonly unknown[]> =>
  around.done(around.ada.browser.database(`parley-${around.ada.userId}`).all('drafts'));

describe('drafts', () => {
  it('are on this device within 100 ms after the field gave them, however fast one types on', async () => {
    const ada = await around.visit(around.ada);
    for (let at = 0; at < 10; at += 1) {
      ada.engine.setDraft(channelId, 'draft'.slice(0, at));
      await around.pass(40);
    }
    expect(await onDisk()).not.toEqual([]);
    ada.engine.setDraft(channelId, 'the whole draft');
    await around.pass(100);
    ada.kill();
    const again = await around.visit(around.ada);
    await around.until(() => again.engine.store.get(key.draft(channelId)) === 'the whole draft', 'it is back');
  });

  it('that were typed before the old ones were read stay as they were typed', async () => {
    const ada = await around.visit(around.ada);
    ada.engine.setDraft(channelId, 'of yesterday');
    await around.pass(1_000);
    ada.kill();
    const again = around.ada.browser.openTab();
    void again.engine.start();
    await around.until(() => again.engine.store.get('session').phase === 'in', 'it is logged in');
    expect(again.engine.store.get(key.draft(channelId))).toBeUndefined();
    again.engine.setDraft(channelId, 'of today');
    await around.pass(5_000);
    expect(again.engine.store.get(key.draft(channelId))).toBe('of today');
    expect(await onDisk()).toEqual([{ name: channelId, value: 'of today' }]);
  });

  it('that were sent are gone from the device at once', async () => {
    const ada = await around.visit(around.ada);
    ada.engine.setDraft(channelId, 'sent');
    await around.pass(1_000);
    ada.engine.setDraft(channelId, '');
    await around.pass(20);
    expect(await onDisk()).toEqual([]);
  });
});
