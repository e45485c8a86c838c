import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { keptOn } from '../support/e2e-device.ts';
import { createChannel, found, type Team } from '../support/e2e-person.ts';
import { inside, row, rows, say, texts, write } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, PHONE, test } from '../support/e2e-test.ts';
import { lossyWire } from '../support/e2e-wire.ts';

const server = serve({ sendLimit: 1_000 });
let team: Team;
test.beforeAll(async () => {
  team = await found(server);
});

const bar = (page: Page): Locator => page.getByRole('status').filter({ hasText: /You are offline|Reconnecting/ });

test('what is written offline is sent once, in order, when the network is back', async ({ visit }) => {
  const [ada, bob] = [await visit(server, { as: team.ada }), await visit(server, { as: team.bob })];
  await inside(ada, '#general');
  await inside(bob, '#general');
  await say(ada, 'Before the tunnel');
  await expect(row(bob, 'Before the tunnel')).toBeVisible();

  await ada.context().setOffline(true);
  for (const text of ['First in the tunnel', 'Second in the tunnel', 'Third in the tunnel']) await write(ada, text);
  await expect(rows(ada).getByText('Sending …')).toHaveCount(3);
  await expect(ada.getByRole('status').filter({ hasText: 'You are offline.' })).toBeVisible();
  // What waits is paler after a moment, and can be read.
  await ada.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
  const contrast = new AxeBuilder({ page: ada }).withRules('color-contrast').setLegacyMode(true);
  expect((await contrast.analyze()).violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([]);
  await say(bob, 'Are you still there?');
  await say(bob, 'I will just go on');
  await expect(row(bob, 'tunnel')).toHaveCount(1);

  await ada.context().setOffline(false);
  const expected = [
    'Before the tunnel',
    'Are you still there?',
    'I will just go on',
    'First in the tunnel',
    'Second in the tunnel',
    'Third in the tunnel',
  ];
  for (const page of [ada, bob]) await expect.poll(() => texts(page)).toEqual(expected);
  await expect(ada.getByText('Sending …')).toHaveCount(0);
  await expect(ada.getByRole('status').filter({ hasText: 'You are offline.' })).toHaveCount(0);
  for (const page of [ada, bob]) {
    await page.reload();
    await expect.poll(() => texts(page)).toEqual(expected);
  }
});

test('every cut survives a reload: before sending, before the answer, while catching up', async ({ visit }) => {
  const channelId = await createChannel(team, 'cuts');
  const path = `/w/${team.workspace.workspaceId}/c/${channelId}`;
  const ada = await visit(server, { as: team.ada, path, serviceWorkers: 'allow', ...PHONE });
  const bob = await visit(server, { as: team.bob, path });
  const wire = await lossyWire(ada);
  await ada.reload();
  for (const page of [ada, bob]) await inside(page, '#cuts');
  await say(ada, 'Before all');
  await expect.poll(() => keptOn(ada, 'timelines')).toContain('Before all');
  await ada.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => ada.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  const offline = (is: boolean) => ada.context().setOffline(is);
  const sending = rows(ada).getByText('Sending …');
  const expected = ['Before all'];
  const everywhere = async (...added: readonly string[]) => {
    expected.push(...added);
    for (const page of [ada, bob]) await expect.poll(() => texts(page)).toEqual(expected);
    await expect(sending).toHaveCount(0);
    await expect(bar(ada)).toHaveCount(0);
  };

  await offline(true);
  await write(ada, 'Cut before the first');
  await write(ada, 'Cut before the second');
  await ada.reload();
  await inside(ada, '#cuts');
  await expect(row(ada, 'Before all')).toBeVisible();
  await expect(sending).toHaveCount(2);
  await expect(bar(ada)).toContainText('You are offline.');
  const heard = wire.heard;
  await offline(false);
  await everywhere('Cut before the first', 'Cut before the second');
  await expect.poll(() => wire.heard).toBeGreaterThan(heard);

  wire.down = 'lost';
  await write(ada, 'Cut before the answer');
  await expect(row(bob, 'Cut before the answer')).toBeVisible();
  await write(ada, 'Waits behind it');
  await offline(true);
  await ada.reload();
  await inside(ada, '#cuts');
  await expect(sending).toHaveCount(2);
  wire.down = 'passes';
  await offline(false);
  await everywhere('Cut before the answer', 'Waits behind it');

  await offline(true);
  await write(ada, 'Written while much was missed');
  const missed = Array.from({ length: 8 }, (_, index) => `Missed ${index + 1}`);
  for (const text of missed) await team.bob.say(channelId, text);
  wire.cutAt = '"sync.changes"';
  await offline(false);
  await expect.poll(() => wire.down).toBe('lost');
  await offline(true);
  await ada.reload();
  await inside(ada, '#cuts');
  await expect(row(ada, 'Written while much was missed')).toHaveCount(1);
  delete wire.cutAt;
  wire.down = 'passes';
  await offline(false);
  await expect(row(bob, 'Written while much was missed')).toHaveCount(1);
  await everywhere(...missed, 'Written while much was missed');
});

test('what one writes without a network is on screen, also far from the end, and at the end when it is back', async ({
  visit,
}) => {
  const channelId = await createChannel(team, 'tunnels');
  // More than what is fetched ahead of who reads on.
  for (let number = 1; number <= 250; number++) await team.ada.say(channelId, `Before ${number}.`);
  const page = await visit(server, { as: team.cy, path: `/w/${team.workspace.workspaceId}/c/${channelId}` });
  await expect(page.getByRole('button', { name: 'Jump to latest, 100+ new' })).toBeVisible();
  await page.context().setOffline(true);
  await write(page, 'From a tunnel');
  await expect(row(page, 'From a tunnel')).toBeInViewport();
  await page.context().setOffline(false);
  await expect(row(page, 'From a tunnel').filter({ hasNotText: 'Sending …' })).toBeInViewport();
  await expect(row(page, 'Before 250.')).toBeInViewport();
});
