import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { found, type Team } from '../support/e2e-person.ts';
import { inside, place, places, row } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';

const server = serve();
let team: Team;
let path: string;
test.beforeAll(async () => {
  team = await found(server);
  const { workspaceId, generalChannelId } = team.workspace;
  path = `/w/${workspaceId}/c/${generalChannelId}`;
  const text = `Some **bold** words, \`code\`, a [link](https://example.org) and <@${team.ada.userId}>.\n\n> Quoted`;
  await team.bob.say(generalChannelId, text);
  await team.ada.say(generalChannelId, '```\nlet there = "code";\n```\n\n1. one\n2. two');
});

/** What axe finds, one line each. */
async function faults(page: Page, where: string): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any }) => `${where}: ${id} at ${target.join(' ')} ${any[0]?.message ?? ''}`),
  );
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`screens before the log-in, ${colorScheme}`, async ({ visit }) => {
    const page = await visit(server, { colorScheme });
    for (const [at, heading] of [
      ['/log-in', 'Log in'],
      ['/sign-up', 'Create your account'],
      ['/forgot-password', 'Forgot your password?'],
      ['/reset-password', 'Set a new password'],
    ] as const) {
      await page.goto(at);
      await expect(page.getByRole('heading', { name: heading })).toBeVisible();
      expect(await faults(page, at)).toEqual([]);
    }
    await page.goto('/log-in');
    await page.getByRole('button', { name: 'Log in' }).click();
    await expect(page.getByRole('alert').first()).toBeVisible();
    expect(await faults(page, 'a refusal')).toEqual([]);
  });

  test(`a conversation and its dialogs, ${colorScheme}`, async ({ visit }) => {
    const page = await visit(server, { as: team.ada, path, colorScheme });
    await inside(page, '#general');
    await expect(row(page, 'Some bold words')).toBeVisible();
    await row(page, 'Some bold words').hover();
    await expect(page.getByRole('toolbar', { name: 'Message actions' })).toBeVisible();
    expect(await faults(page, 'conversation')).toEqual([]);
    await page.getByRole('button', { name: 'Members' }).click();
    await expect(page.getByRole('region', { name: 'Members' }).getByText('Cy Curie')).toBeVisible();
    expect(await faults(page, 'details')).toEqual([]);
    for (const name of ['Browse channels', 'Create a channel', 'Start a direct message', 'Invite people']) {
      await page.getByRole('button', { name, exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await faults(page, name)).toEqual([]);
      await page.getByRole('button', { name: 'Close', exact: true }).click();
    }
    await page.getByRole('button', { name: 'Workspace menu' }).click();
    expect(await faults(page, 'menu')).toEqual([]);
  });

  test(`settings, a new workspace and the phone, ${colorScheme}`, async ({ visit }) => {
    const page = await visit(server, { as: team.bob, path: '/settings/profile', colorScheme });
    for (const [at, heading] of [
      ['/settings/profile', 'Profile'],
      ['/settings/password', 'Password'],
      ['/settings/devices', 'Devices'],
      ['/new-workspace', 'Create a workspace'],
    ] as const) {
      await page.goto(at);
      await expect(page.getByRole('heading', { name: heading })).toBeVisible();
      expect(await faults(page, at)).toEqual([]);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`/w/${team.workspace.workspaceId}`);
    await expect(places(page)).toBeVisible();
    expect(await faults(page, 'phone list')).toEqual([]);
    await place(page, /^general/).click();
    await inside(page, '#general');
    expect(await faults(page, 'phone conversation')).toEqual([]);
  });
}
