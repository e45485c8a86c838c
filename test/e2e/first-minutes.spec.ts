import type { Locator } from '@playwright/test';
import { found, mailedCode, signUp } from '../support/e2e-person.ts';
import { expect, PHONE, test } from '../support/e2e-test.ts';
import { fillSignUp, inside, place, row, say } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';

const server = serve();

/** What the clipboard gives to a field: its own way in, beside the keys. */
const paste = (field: Locator, text: string): Promise<void> =>
  field.evaluate((input, data) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', data);
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);

test('from nothing to a conversation of two', async ({ visit }) => {
  const ada = await visit(server, { silent: true });
  await expect(ada.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await ada.getByRole('link', { name: 'Create an account' }).click();
  await fillSignUp(ada, server, 'Ada Lovelace', 'ada@example.org');

  await expect(ada.getByRole('heading', { name: 'Welcome, Ada Lovelace' })).toBeVisible();
  await ada.getByLabel('Name of the workspace').fill('Analytical Engines');
  await ada.getByRole('button', { name: 'Create workspace' }).click();
  await inside(ada, '#general');
  await expect(place(ada, 'general')).toHaveAttribute('aria-current', 'page');

  await ada.getByRole('button', { name: 'Invite people', exact: true }).click();
  await ada.getByRole('button', { name: 'Create invite link' }).click();
  const link = await ada.getByLabel('Invite link').inputValue();
  expect(link).toMatch(new RegExp(`^${server.url}/invite/[\\w-]{43}$`));
  await ada.getByRole('button', { name: 'Close' }).click();

  const bob = await visit(server, { path: link, ...PHONE });
  await expect(bob.getByRole('heading', { name: 'Join Analytical Engines' })).toBeVisible();
  await expect(bob.getByText('Ada Lovelace invites you')).toBeVisible();
  await fillSignUp(bob, server, 'Bob Babbage', 'bob@example.org');
  await inside(bob, '#general');

  await expect(ada.getByText('Bob Babbage joined.')).toBeVisible();
  await say(ada, 'Welcome, Bob!');
  await expect(row(bob, 'Welcome, Bob!').getByText('Ada Lovelace')).toBeVisible();
  await say(bob, 'Glad to be here.');
  await expect(row(ada, 'Glad to be here.').getByText('Bob Babbage')).toBeVisible();
  for (const page of [ada, bob]) {
    await page.getByRole('button', { name: /^\d+ members?$/ }).click();
    const members = page.getByRole('region', { name: 'Members' });
    await expect(members.getByRole('listitem')).toHaveCount(2);
    await expect(members.getByText('Ada Lovelace')).toBeVisible();
    await expect(members.getByText('Bob Babbage')).toBeVisible();
  }

  await bob.goto(link);
  await expect(bob.getByText('You join as Bob Babbage, bob@example.org.')).toBeVisible();
  await bob.getByRole('button', { name: 'Join Analytical Engines' }).click();
  await inside(bob, '#general');
});

test('a wrong code is refused beside its field, the right one still works', async ({ visit }) => {
  const page = await visit(server, { path: '/sign-up' });
  await page.getByLabel('Your name').fill('Cy');
  await page.getByLabel('E-mail address').fill('cy@example.org');
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('alert')).toContainText('at least 10');
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
  // The ring of the focus is around the red border, not over it.
  await expect(page.getByLabel('Password', { exact: true })).toHaveCSS('outline-offset', '2px');
  await page.getByLabel('Password', { exact: true }).fill('long enough now');
  await page.getByRole('button', { name: 'Create account' }).click();

  await page.getByLabel('Code').fill('00000');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('alert')).toHaveText('Enter the six digits from the mail.');
  await page.getByLabel('Code').pressSequentially('0');
  await expect(page.getByRole('alert')).toContainText('wrong or too old');
  await expect(page.getByLabel('Code')).toHaveAccessibleDescription(/code/);
  await paste(page.getByLabel('Code'), `Your code: ${await mailedCode(server, 'cy@example.org')}`);
  await expect(page.getByRole('heading', { name: 'Welcome, Cy' })).toBeVisible();
});

test('the address typed at log-in comes along', async ({ visit }) => {
  const page = await visit(server, { path: '/log-in' });
  const address = page.getByLabel('E-mail address');
  await address.fill('dee@example.org');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(page.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible();
  await expect(address).toHaveValue('dee@example.org');
  await page.getByRole('link', { name: 'Back to log in' }).click();
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await expect(address).toHaveValue('dee@example.org');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await expect(page.getByRole('heading', { name: 'Create your account' })).toBeVisible();
  await expect(address).toHaveValue('dee@example.org');
});

test('an invite link that nobody made leads nowhere, and one that was withdrawn only who is in already', async ({
  visit,
}) => {
  const page = await visit(server, { path: `/invite/${'x'.repeat(43)}` });
  const refusal = { name: 'This invitation does not work' };
  await expect(page.getByRole('heading', refusal)).toBeVisible();

  const { workspace, ada, bob } = await found(server);
  const { workspaceId } = workspace;
  const terms = { workspaceId, role: 'member', uses: 1, expiresInSeconds: 3600 } as const;
  const { invite, secret } = await ada.call('invite.create', terms);
  await ada.call('invite.revoke', { workspaceId, inviteId: invite.inviteId });
  await inside(await visit(server, { as: bob, path: `/invite/${secret}` }), '#general');
  const eve = await visit(server, { as: await signUp(server, 'Eve Dropper'), path: `/invite/${secret}` });
  await expect(eve.getByRole('heading', refusal)).toBeVisible();
  await expect(eve.getByRole('alert')).toContainText('withdrawn');
});
