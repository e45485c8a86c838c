import { found, type Team } from '../support/e2e-person.ts';
import { composer, inside, log, places, row, rows } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';
import type { Page } from '@playwright/test';

const RUN = 'window.__x=1;alert(1)';
const NAME = `<img src=x onerror="${RUN}">`;
const TITLE = `<b onclick="${RUN}">`;
const TOPIC = `"><svg onload="${RUN}">`;
const PURPOSE = `</dd><iframe srcdoc="<script>parent.${RUN}</script>">`;
const WORKSPACE = `<script>${RUN}</script>`;
const HOSTILE = [
  `<script>${RUN}</script>`,
  `<img src=x onerror="${RUN}">`,
  `<svg/onload=${RUN}>`,
  `[a link](javascript:${RUN})`,
  `[a link](JaVaScRiPt&colon;${RUN})`,
  `[a link](data:text/html,<script>${RUN}</script>)`,
  `[a link](https://example.org/"onmouseover="${RUN})`,
  `<javascript:${RUN}> <https://example.org/"><script>${RUN}</script>>`,
  `![picture](x"onerror="${RUN})`,
  `\`</code><script>${RUN}</script>\``,
  `\`\`\`html\n</code></pre><script>${RUN}</script>\n\`\`\``,
  `> <iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<@U${'0'.repeat(26)}> <@Uxyz"onclick="${RUN}"> <!everyone>`,
  `\u202Egnihtemos\u202C {{constructor.constructor('${RUN}')()}} \${${RUN}}`,
  `${'['.repeat(4_000)}${'*'.repeat(4_000)}${'`'.repeat(4_000)}`,
  `${'> '.repeat(1_500)}deep ${'- '.repeat(1_500)}`,
  'w'.repeat(15_000),
];
const server = serve();
let team: Team;
test.beforeAll(async () => {
  team = await found(server, WORKSPACE);
  const { workspaceId, generalChannelId } = team.workspace;
  await team.bob.call('profile.update', { displayName: NAME, title: TITLE });
  await team.ada.call('channel.describe', { channelId: generalChannelId, topic: TOPIC, purpose: PURPOSE });
  await team.bob.call('direct.start', { workspaceId, userIds: [team.ada.userId] });
  for (const text of HOSTILE) await team.bob.say(generalChannelId, text);
  await team.bob.say(generalChannelId, 'And that is all.');
});

test('names and texts are shown as they were typed and never run', async ({ visit }) => {
  const page = await visit(server, { as: team.ada, silent: true });
  await inside(page, '#general');
  await expect(row(page, 'And that is all.')).toBeVisible();
  await expect(rows(page)).toHaveCount(HOSTILE.length + 1);
  await expect(row(page, `<script>${RUN}</script>`).first()).toBeVisible();
  await expect(page.getByText(NAME, { exact: true }).first()).toBeVisible();
  await expect(places(page).getByText(NAME)).toBeVisible();
  await page.getByRole('button', { name: /^\d+ members?$/ }).click();
  await expect(page.getByRole('region', { name: 'Members' }).getByText(NAME)).toBeVisible();
  await page.getByRole('button', { name: 'Workspace menu' }).click();

  for (const link of await log(page).getByRole('link').all()) {
    const href = await link.evaluate((one) => (one instanceof HTMLAnchorElement ? one.href : 'no address'));
    expect(href).toMatch(/^https?:\/\//);
    await expect(link).not.toHaveAttribute('onmouseover');
  }
  await expect(log(page).locator('script, img, iframe, svg[onload], [onerror], [onclick]')).toHaveCount(0);
  expect(await page.evaluate(() => '__x' in window)).toBe(false);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

/** Nothing of what people wrote became part of the page. */
async function harmless(page: Page): Promise<void> {
  await expect(page.locator('iframe, [onerror], [onload], [onclick], [onmouseover], body script')).toHaveCount(0);
  expect(await page.evaluate(() => '__x' in window)).toBe(false);
}

test('every screen shows what people wrote as they wrote it', async ({ visit }) => {
  const page = await visit(server, { as: team.ada, silent: true });
  await inside(page, '#general');
  await page.getByRole('button', { name: 'Details', exact: true }).click();
  const details = page.getByRole('complementary', { name: 'Details' });
  for (const text of [TOPIC, PURPOSE, NAME]) await expect(details.getByText(text).first()).toBeVisible();
  await harmless(page);
  await page.getByRole('button', { name: 'Close details' }).click();

  await composer(page).fill('@');
  await page.getByRole('listbox', { name: 'People to mention' }).getByText(NAME).click();
  await composer(page).press('Enter');
  await expect(row(page, `@${NAME}`)).toBeVisible();
  await harmless(page);

  for (const dialog of ['Browse channels', 'Start a direct message']) {
    await page.getByRole('button', { name: dialog }).first().click();
    const shown = dialog === 'Browse channels' ? TOPIC : NAME;
    await expect(page.getByRole('dialog').getByText(shown).first()).toBeVisible();
    await harmless(page);
    await page.keyboard.press('Escape');
  }
  await places(page).getByText(NAME).click();
  await expect(page.getByRole('heading', { name: NAME, level: 1 })).toBeVisible();
  await harmless(page);
});

test('also to who is not there yet, and in one’s own settings', async ({ visit }) => {
  const { workspaceId } = team.workspace;
  const terms = { workspaceId, role: 'member', uses: 1, expiresInSeconds: 3_600 } as const;
  const { secret } = await team.bob.call('invite.create', terms);
  const guest = await visit(server, { path: `/invite/${secret}` });
  await expect(guest.getByRole('heading', { name: WORKSPACE })).toBeVisible();
  await expect(guest.getByText(NAME)).toBeVisible();
  await harmless(guest);

  const bob = await visit(server, { as: team.bob, path: '/settings/profile', silent: true });
  await expect(bob.getByLabel('Display name')).toHaveValue(NAME);
  await expect(bob.getByLabel('Title')).toHaveValue(TITLE);
  await harmless(bob);
  await bob.goto('/settings/devices');
  await expect(bob.getByRole('list', { name: 'Devices' })).toBeVisible();
  await harmless(bob);
});

test('the page may load and run its own files only', async ({ visit }) => {
  const page = await visit(server, { as: team.ada });
  const headers = (await page.reload())?.headers() ?? {};
  const policy = headers['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
  expect(headers['x-content-type-options']).toBe('nosniff');
  await inside(page, '#general');
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.__x = 1';
    document.body.append(script);
    return '__x' in window;
  });
  expect(ran).toBe(false);
});
