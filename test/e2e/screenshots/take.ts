import { join } from 'node:path';
import type { BrowserContextOptions } from '@playwright/test';
import { inside, place, row } from '../../support/e2e-screen.ts';
import { serve } from '../../support/e2e-server.ts';
import { expect, test } from '../../support/e2e-test.ts';
import { morning, type Morning } from './conversation.ts';

const FOLDER = join(import.meta.dirname, '../../../docs/screenshots');
const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};
const server = serve();
let scene: Morning;
test.beforeAll(async () => {
  scene = await morning(server);
});

for (const [name, options] of [
  ['desktop', DESKTOP],
  ['phone', PHONE],
] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${name}, ${colorScheme}`, async ({ visit }) => {
      const { workspaceId, channelId, ada, online } = scene;
      const path = `/w/${workspaceId}/c/${channelId}`;
      for (const as of online) await inside(await visit(server, { as, path }), '#compilers');
      const page = await visit(server, { as: ada, path, locale: 'en-GB', colorScheme, ...options });
      await inside(page, '#compilers');
      await expect(row(page, 'still stands')).toBeInViewport();
      await expect(page.getByRole('button', { name: '4 members' })).toBeVisible();
      if (options === DESKTOP)
        await expect(place(page, /Radia Perlman/).getByRole('img', { name: 'online' })).toBeVisible();
      await expect(page.getByText('Somebody')).toHaveCount(0);
      await page.screenshot({ path: join(FOLDER, `${name}-${colorScheme}.png`) });
    });
  }
}

test('phone, the list', async ({ visit }) => {
  const { workspaceId, ada, online } = scene;
  for (const as of online) await inside(await visit(server, { as }), '#general');
  const page = await visit(server, { as: ada, path: `/w/${workspaceId}`, locale: 'en-GB', ...PHONE });
  await expect(place(page, /Radia Perlman.*1 unread/)).toBeVisible();
  await expect(place(page, /launch.*1 mention/)).toBeVisible();
  await expect(place(page, /Radia Perlman/).getByRole('img', { name: 'online' })).toBeVisible();
  await page.screenshot({ path: join(FOLDER, 'phone-list.png') });
});

test('the quick switcher', async ({ visit }) => {
  const { workspaceId, channelId, ada } = scene;
  const page = await visit(server, { as: ada, path: `/w/${workspaceId}/c/${channelId}`, locale: 'en-GB', ...DESKTOP });
  await inside(page, '#compilers');
  await expect(page.getByRole('button', { name: '4 members' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option', { name: /Radia Perlman/ })).toBeVisible();
  await page.screenshot({ path: join(FOLDER, 'switcher.png') });
});

test('appearance, in the dark', async ({ visit }) => {
  const page = await visit(server, {
    as: scene.ada,
    path: '/settings/appearance',
    locale: 'en-GB',
    colorScheme: 'dark',
    ...DESKTOP,
  });
  await expect(page.getByRole('radio', { name: 'Compact' })).toBeVisible();
  await page.screenshot({ path: join(FOLDER, 'appearance.png') });
  await page.getByRole('radio', { name: 'Compact' }).check();
  await page.goto(`/w/${scene.workspaceId}/c/${scene.channelId}`);
  await inside(page, '#compilers');
  await page.screenshot({ path: '.build/compact-dark.png' });
});
