import { found, PASSWORD, type Team } from '../support/e2e-person.ts';
import { account, fillLogIn, inside } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
const server = serve();
let team: Team;
test.beforeAll(async () => {
  team = await found(server);
});

test('a reload keeps the log-in, logging out here ends it and leaves nothing behind', async ({ visit }) => {
  const page = await visit(server);
  await fillLogIn(page, team.ada.email);
  await inside(page, '#general');
  await page.reload();
  await inside(page, '#general');
  const inWorkspace = page.url();

  await account(page, 'Log out');
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await expect.poll(() => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([]);
  await page.goto(inWorkspace);
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await fillLogIn(page, team.ada.email);
  await inside(page, '#general');
  await expect(page).toHaveURL(inWorkspace);
});

test('a device signed out from another lands on the log-in page', async ({ visit }) => {
  const phone = await visit(server, { userAgent: IPHONE });
  await fillLogIn(phone, team.bob.email);
  await inside(phone, '#general');
  const desk = await visit(server, { as: team.bob, path: '/settings/devices' });
  const devices = desk.getByRole('list', { name: 'Devices' }).getByRole('listitem');
  await expect(devices.filter({ hasText: 'This device' })).toHaveCount(1);

  await desk.getByRole('button', { name: 'Sign out Safari on iPhone' }).click();
  await expect(phone.getByRole('heading', { name: 'Log in' })).toBeVisible({ timeout: 2_000 });
  await expect(phone.getByText('You were logged out.')).toBeVisible();
  await expect(devices.filter({ hasText: 'Safari on iPhone' })).toHaveCount(0);
  await phone.reload();
  await expect(phone.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await visit(server, { as: team.bob });
  await desk.reload();
  await expect(devices.filter({ hasText: 'This device' })).toHaveCount(1);
  await expect(devices.first()).toContainText('This device');
});

test('logging out everywhere ends every browser', async ({ visit }) => {
  const one = await visit(server, { as: team.bob });
  const other = await visit(server, { as: team.bob, path: '/settings/devices' });
  await inside(one, '#general');
  await other.getByRole('button', { name: 'Log out everywhere' }).click();
  for (const page of [other, one]) await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await one.reload();
  await expect(one.getByRole('heading', { name: 'Log in' })).toBeVisible();
});

test('a wrong password and an unknown address are refused in the same words', async ({ visit }) => {
  const page = await visit(server);
  await fillLogIn(page, team.ada.email, 'certainly not this one');
  const wrong = await page.getByRole('alert').innerText();
  await page.reload();
  await fillLogIn(page, 'nobody.at.all@example.org', 'certainly not this one');
  expect(await page.getByRole('alert').innerText()).toBe(wrong);
  expect(wrong).not.toBe('');
  await fillLogIn(page, team.ada.email, PASSWORD);
  await inside(page, '#general');
});

test('the menu stands inside the window, also when its commands come after it was opened', async ({ visit }) => {
  const page = await visit(server, { as: team.cy });
  await inside(page, '#general');
  const commands = Promise.withResolvers<void>();
  await page.route(/\/assets\/menu-items-/, async (route) => {
    await commands.promise;
    await route.continue();
  });
  await page.reload();
  await inside(page, '#general');
  await page.getByRole('button', { name: 'Your account' }).click();
  await expect(page.getByRole('menu', { name: 'Your account' })).toBeVisible();
  commands.resolve();
  await expect(page.getByRole('menuitem', { name: 'Log out' })).toBeInViewport({ ratio: 1 });
});
