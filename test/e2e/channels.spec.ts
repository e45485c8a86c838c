import type { Page } from '@playwright/test';
import { found, type Team } from '../support/e2e-person.ts';
import { composer, inside, place, row, say } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';

const server = serve();
let team: Team;
test.beforeAll(async () => {
  team = await found(server);
});

async function create(page: Page, name: string, kind: 'Public' | 'Private'): Promise<void> {
  await page.getByRole('button', { name: 'Create a channel' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create a channel' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Purpose (optional)').fill('Who brings what');
  await dialog.getByRole('radio', { name: kind }).check();
  await dialog.getByRole('button', { name: 'Create channel' }).click();
  await expect(dialog).toHaveCount(0);
}

const members = (page: Page, count: string) => page.getByRole('button', { name: count, exact: true });

const browse = async (page: Page, text: string): Promise<void> => {
  await page.getByRole('button', { name: 'Browse channels' }).click();
  await page.getByLabel('Search channels').fill(text);
};

test('a public channel: created, found, joined, described, renamed and left', async ({ visit }) => {
  const ada = await visit(server, { as: team.ada });
  const bob = await visit(server, { as: team.bob });
  await create(ada, 'Plan the party', 'Public');
  await inside(ada, '#plan-the-party');
  await expect(ada.getByText('Ada Lovelace started this channel.')).toBeVisible();
  await expect(members(ada, '1 member')).toHaveText('1');

  await browse(bob, 'party');
  await expect(bob.getByRole('list', { name: 'Channels' }).getByText('1 member')).toBeVisible();
  await bob.getByRole('button', { name: 'Join #plan-the-party' }).click();
  await inside(bob, '#plan-the-party');
  await expect(ada.getByText('Bob Babbage joined.')).toBeVisible();
  await expect(members(bob, '2 members')).toBeVisible();

  const details = ada.getByRole('button', { name: 'Details', exact: true });
  await members(ada, '2 members').click();
  await expect(ada.getByRole('region', { name: 'Members' })).toBeFocused();
  await expect(members(ada, '2 members')).toHaveAttribute('aria-expanded', 'true');
  await expect(details).toHaveAttribute('aria-expanded', 'false');
  await details.click();
  await expect(details).toHaveAttribute('aria-expanded', 'true');
  await expect(members(ada, '2 members')).toHaveAttribute('aria-expanded', 'false');
  await ada.getByRole('button', { name: 'Edit topic' }).click();
  await ada.getByRole('textbox', { name: 'Topic' }).fill('Saturday, seven o’clock');
  await ada.getByRole('button', { name: 'Save' }).click();
  await expect(bob.getByText('Ada Lovelace set the topic: Saturday, seven o’clock')).toBeVisible();
  await expect(bob.getByText('Saturday, seven o’clock', { exact: true })).toBeVisible();
  await ada.getByRole('button', { name: 'Edit name' }).click();
  await ada.getByRole('textbox', { name: 'Name' }).fill('the-party');
  await ada.getByRole('button', { name: 'Save' }).click();
  await expect(bob.getByText('renamed the channel from #plan-the-party to #the-party.')).toBeVisible();
  await expect(place(bob, 'the-party')).toBeVisible();

  await bob.getByRole('button', { name: 'Details' }).last().click();
  await bob.getByRole('button', { name: 'Leave', exact: true }).click();
  await bob.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click();
  await inside(bob, '#general');
  await expect(place(bob, /party/)).toHaveCount(0);
  await expect(ada.getByText('Bob Babbage left.')).toBeVisible();
  await expect(members(ada, '1 member')).toBeVisible();
});

test('a public channel is read before one joins it, from a link to a message, and joining goes on in place', async ({
  visit,
}) => {
  const { workspaceId } = team.workspace;
  const { own } = await team.ada.call('channel.create', { workspaceId, name: 'garden', kind: 'public', topic: 'Peas' });
  const { channelId } = own.channel;
  for (let number = 1; number <= 55; number += 1) await team.ada.say(channelId, `Seed ${number}.`);
  const path = `/w/${workspaceId}/c/${channelId}`;
  const bob = await visit(server, { as: team.bob, path: `${path}/m/3` });
  const target = row(bob, 'Seed 2.');
  await expect(target).toBeInViewport();
  await expect(bob.getByText('Peas', { exact: true })).toBeVisible();
  await expect(bob.getByText('You are looking at #garden')).toBeVisible();
  await expect(composer(bob)).toHaveCount(0);
  await expect(place(bob, /garden/)).toHaveCount(0);
  await target.hover();
  await expect(bob.getByRole('toolbar', { name: 'Message actions' }).getByRole('button')).toHaveCount(1);
  await expect(bob.getByRole('button', { name: 'Copy link to message' })).toBeVisible();

  await bob.getByRole('button', { name: 'Join channel' }).click();
  await expect(composer(bob)).toBeFocused();
  await expect(place(bob, /^garden/)).toBeVisible();
  await expect(target).toBeInViewport();
  const ada = await visit(server, { as: team.ada, path });
  await expect(ada.getByText('Bob Babbage joined.')).toBeVisible();
  await bob.getByRole('button', { name: 'Jump to latest' }).click();
  await say(ada, 'Welcome, Bob');
  await expect(row(bob, 'Welcome, Bob')).toBeInViewport();
});

test('a private channel is there for its members only', async ({ visit }) => {
  const ada = await visit(server, { as: team.ada });
  const bob = await visit(server, { as: team.bob });
  const cy = await visit(server, { as: team.cy });
  await inside(bob, '#general');
  await create(ada, 'surprise', 'Private');
  await inside(ada, '#surprise');
  await say(ada, 'Cy must not know');
  await ada.getByRole('button', { name: /^\d+ members?$/ }).click();
  await ada.getByRole('button', { name: 'Add people' }).click();
  await ada.getByRole('dialog').getByLabel('Search people').fill('bob');
  await ada.getByRole('checkbox', { name: /Bob Babbage/ }).check();
  await ada.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();

  await place(bob, /^surprise/).click();
  await inside(bob, '#surprise');
  await expect(bob.getByText('Cy must not know')).toBeVisible();
  await expect(bob.getByText('Ada Lovelace added Bob Babbage.')).toBeVisible();
  await browse(cy, 'surprise');
  await expect(cy.getByText('No channel is called “surprise”.')).toBeVisible();
  await cy.goto(bob.url());
  await expect(cy.getByRole('heading', { name: 'This conversation is not here for you' })).toBeVisible();
});

test('a name that is taken is refused beside its field', async ({ visit }) => {
  const ada = await visit(server, { as: team.ada });
  await ada.getByRole('button', { name: 'Create a channel' }).click();
  await ada.getByRole('dialog').getByLabel('Name').fill('general');
  await ada.getByRole('button', { name: 'Create channel' }).click();
  await expect(ada.getByRole('dialog').getByRole('alert')).toContainText(/general|taken|name/i);
  await ada.keyboard.press('Escape');
  await expect(ada.getByRole('dialog')).toHaveCount(0);
});

test('a panel that fails leaves the rest alone, is told of without a word of anybody, and comes back', async ({
  visit,
}) => {
  const page = await visit(server, { as: team.ada });
  await inside(page, '#general');
  const chunk = '**/assets/details-panel-*.js';
  await page.route(chunk, (route) => route.abort());
  const told = page.waitForRequest('**/api/client.report');
  await page.getByRole('button', { name: /^\d+ members?$/ }).click();
  await expect(page.getByRole('heading', { name: 'Details could not be shown' })).toBeVisible();
  const report = await told;
  expect(report.postDataJSON()).toEqual({
    error: 'TypeError',
    panel: 'details',
    app: expect.stringMatching(/^[\w-]{8}$/),
    at: [],
  });
  expect((await report.response())?.status()).toBe(200);
  await say(page, 'Still here');

  await page.unroute(chunk);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('complementary', { name: 'Details' })).toBeVisible();
});

test('archived channels are listed by themselves, and lead somewhere', async ({ visit }) => {
  const { workspaceId } = team.workspace;
  const make = async (name: string): Promise<string> => {
    const { own } = await team.ada.call('channel.create', { workspaceId, name, kind: 'public' });
    return own.channel.channelId;
  };
  const bob = await visit(server, { as: team.bob });
  await inside(bob, '#general');
  await browse(bob, '');
  const only = bob.getByRole('checkbox', { name: 'Archived channels only' });
  await only.check();
  await expect(bob.getByText('No channel is archived.')).toBeVisible();
  await expect(bob.getByRole('button', { name: 'Create a channel' }).and(bob.locator('dialog *'))).toHaveCount(0);
  await only.uncheck();
  await make('present');
  await team.ada.call('channel.archive', { channelId: await make('past') });

  const listed = bob.getByRole('list', { name: 'Channels' }).getByRole('listitem');
  await bob.getByLabel('Search channels').fill('p');
  await expect(listed.filter({ hasText: '#present' })).toBeVisible();
  await expect(listed.filter({ hasText: '#past' })).toHaveCount(0);
  await only.check();
  await expect(listed).toHaveText([/#past/]);
  await bob.getByRole('button', { name: 'Open #past' }).click();
  await expect(bob.getByRole('status').filter({ hasText: 'This channel is archived.' })).toBeVisible();
  await expect(bob.getByText('Ada Lovelace archived this channel.')).toBeVisible();
  await expect(composer(bob)).toHaveCount(0);
  await place(bob, 'general').click();
  await inside(bob, '#general');
});
