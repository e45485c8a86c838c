import { found, mailedCode, PASSWORD, type Team } from '../support/e2e-person.ts';
import { fillLogIn, inside } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';

const NEW = 'staple battery horse';
const server = serve();
let team: Team;
test.beforeAll(async () => {
  team = await found(server);
});

test('a forgotten password is replaced by a mailed code', async ({ visit }) => {
  const { email } = team.ada;
  const before = await visit(server, { as: team.ada });
  await inside(before, '#general');
  const page = await visit(server);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Send the code' }).click();

  await expect(page.getByRole('heading', { name: 'Set a new password' })).toBeVisible();
  await expect(page.getByLabel('E-mail address')).toHaveValue(email);
  await page.getByLabel('Code').fill('000000');
  await page.getByRole('textbox', { name: 'New password' }).fill(NEW);
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel('Code').fill(await mailedCode(server, email));
  await page.getByRole('button', { name: 'Set password' }).click();

  await expect(page.getByText('Your new password is set.')).toBeVisible();
  await expect(before.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await fillLogIn(page, email, PASSWORD);
  await expect(page.getByRole('alert')).toBeVisible();
  await fillLogIn(page, email, NEW);
  await inside(page, '#general');
});

test('an address without an account is told the same', async ({ visit }) => {
  const page = await visit(server, { path: '/forgot-password' });
  await page.getByLabel('E-mail address').fill('nobody.at.all@example.org');
  await page.getByRole('button', { name: 'Send the code' }).click();
  await expect(page.getByRole('heading', { name: 'Set a new password' })).toBeVisible();
  await expect(mailedCode(server, 'nobody.at.all@example.org')).rejects.toThrow('no mail');
});

test('a changed password works at once and logs out the other devices', async ({ visit }) => {
  const { email } = team.bob;
  const other = await visit(server, { as: team.bob });
  await inside(other, '#general');
  const page = await visit(server, { as: team.bob, path: '/settings/password' });
  await page.getByLabel('Current password').fill('certainly not this one');
  await page.getByLabel('New password').fill(NEW);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByRole('alert')).toBeVisible();

  await page.getByLabel('Current password').fill(PASSWORD);
  await page.getByLabel('New password').fill(NEW);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Your password is changed.')).toBeVisible();
  await expect(other.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await fillLogIn(other, email, NEW);
  await inside(other, '#general');
});
