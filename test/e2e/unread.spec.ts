import type { Page } from '@playwright/test';
import { keptOn } from '../support/e2e-device.ts';
import { createChannel, found, type Team } from '../support/e2e-person.ts';
import { composer, inside, log, place, row, say, write } from '../support/e2e-screen.ts';
import { framesOf, offsetOf, onScreen } from '../support/e2e-scrolling.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';

const server = serve({ sendLimit: 1_000 });
let team: Team;
test.beforeAll(async () => {
  team = await found(server);
  for (const name of ['news', 'quiet']) await createChannel(team, name);
});

const weightOf = (page: Page, name: RegExp): Promise<string> =>
  place(page, name).evaluate((link) => getComputedStyle(link).fontWeight);

/** Something unread elsewhere shows that what is said about the rest is up to date. */
async function heardOfNews(ada: Page, bob: Page, text: string): Promise<void> {
  await place(ada, /^news/).click();
  await inside(ada, '#news');
  await say(ada, text);
  await expect(place(bob, /^news\b.*unread$/)).toBeVisible();
}

test('bold elsewhere, gone after reading, still gone after a reload', async ({ visit }) => {
  const [ada, bob] = [await visit(server, { as: team.ada }), await visit(server, { as: team.bob })];
  await place(bob, 'quiet').click();
  await inside(bob, '#quiet');
  await inside(ada, '#general');
  const plain = await weightOf(bob, /^general/);
  await say(ada, 'Anybody here?');
  await expect(place(bob, /^general\b.*unread$/)).toBeVisible();
  expect(Number(await weightOf(bob, /^general/))).toBeGreaterThan(Number(plain));

  await composer(ada).pressSequentially('Look at this @bob');
  await ada.getByRole('option', { name: /Bob Babbage/ }).click();
  await expect(composer(ada)).toHaveValue('Look at this @Bob Babbage ');
  await composer(ada).press('Enter');
  await expect(place(bob, /^general\b.*1 mention/)).toBeVisible();
  await expect(bob).toHaveTitle(/^\(1\) /);

  await place(bob, /^general/).click();
  await expect(row(bob, 'Look at this @Bob Babbage')).toBeVisible();
  await expect(bob.getByRole('separator', { name: 'New messages' })).toBeVisible();
  await expect(place(bob, 'general')).toBeVisible();
  await expect(bob).not.toHaveTitle(/^\(/);

  await place(bob, 'quiet').click();
  await inside(bob, '#quiet');
  await bob.reload();
  await inside(bob, '#quiet');
  await heardOfNews(ada, bob, 'The first edition is out');
  await expect(place(bob, 'general')).toBeVisible();
  await expect(place(bob, 'quiet')).toBeVisible();
});

test('one’s own messages, deleted ones and notices are never unread', async ({ visit }) => {
  const [ada, bob] = [await visit(server, { as: team.ada }), await visit(server, { as: team.bob })];
  await inside(ada, '#general');
  await place(bob, 'quiet').click();
  await inside(bob, '#quiet');
  await say(ada, 'Forget what I say');
  await expect(place(bob, /^general.*unread/)).toBeVisible();
  await row(ada, 'Forget what I say').hover();
  await ada.getByRole('button', { name: 'Delete message' }).click();
  await ada.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(row(ada, 'Forget what I say')).toHaveCount(0);
  await bob.reload();
  await inside(bob, '#quiet');
  await heardOfNews(ada, bob, 'The second edition is out');
  await expect(place(bob, 'general')).toBeVisible();
  await expect(place(ada, /unread|mention/)).toHaveCount(0);
});

test('what is unread out of sight is said; a section that is folded up keeps what is unread', async ({ visit }) => {
  const [ada, bob] = [await visit(server, { as: team.ada }), await visit(server, { as: team.bob })];
  const { own } = await team.ada.call('direct.start', {
    workspaceId: team.workspace.workspaceId,
    userIds: [team.bob.userId],
  });
  await place(bob, 'quiet').click();
  await inside(bob, '#quiet');
  await bob.setViewportSize({ width: 1100, height: 270 });
  await team.ada.say(own.channel.channelId, 'Psst');
  await bob.getByRole('button', { name: 'Unread below' }).click();
  await expect(place(bob, /Ada Lovelace.*1 unread/)).toBeInViewport();
  await expect(bob.getByRole('button', { name: 'Unread below' })).toHaveCount(0);

  await bob.setViewportSize({ width: 1100, height: 800 });
  await inside(ada, '#general');
  await place(ada, /^news/).click();
  await inside(ada, '#news');
  await say(ada, 'Extra, extra');
  await expect(place(bob, /^news\b.*unread$/)).toBeVisible();
  await bob.getByRole('button', { name: 'Channels', exact: true }).click();
  await expect(place(bob, /^general/)).toHaveCount(0);
  await expect(place(bob, 'quiet')).toBeVisible();
  await expect(place(bob, /^news\b.*unread$/)).toBeVisible();
  await bob.reload();
  await inside(bob, '#quiet');
  await expect(place(bob, /^general/)).toHaveCount(0);
  await bob.getByRole('button', { name: 'Channels', exact: true }).click();
  await expect(place(bob, /^general/)).toBeVisible();
});

test('Escape means that everything here is read: what is below, and what was marked unread', async ({ visit }) => {
  const bob = await visit(server, { as: team.bob });
  await place(bob, 'quiet').click();
  await inside(bob, '#quiet');
  const channelId = await createChannel(team, 'flood');
  // More than come at once: the end is on screen for a moment, and that counts for nothing.
  for (let number = 1; number <= 60; number++) await team.ada.say(channelId, `Wave number ${number}.`);
  await place(bob, /^flood\b.*unread$/).click();
  await inside(bob, '#flood');
  const line = bob.getByRole('separator', { name: 'New messages' });
  await expect(line).toBeInViewport();
  await expect(bob.getByRole('button', { name: '60 new' })).toBeVisible();
  await expect(place(bob, /^flood\b.*unread$/)).toBeVisible();
  // The key comes in a chunk of its own.
  await expect(async () => {
    await bob.keyboard.press('Escape');
    await expect(line).toHaveCount(0, { timeout: 500 });
  }).toPass();
  await expect(row(bob, 'Wave number 60.')).toBeInViewport();
  await expect(place(bob, 'flood')).toBeVisible();

  const standing = async (): Promise<readonly number[]> => {
    const places: number[] = [];
    for (const seq of await onScreen(bob)) places.push(seq, await offsetOf(bob, seq));
    return places;
  };
  /** What can be done with the row below stands over the line, while the mouse is there. */
  const isUnder = (): Promise<boolean> =>
    line.evaluate(({ parentElement: item }) => {
      const [over, below] = [item, item?.nextElementSibling].map((one) => one && Number(getComputedStyle(one).zIndex));
      return Boolean(below) && Number(over) <= Number(below);
    });
  /** Pixels between the word beside the line and what is written in the row below: it stands over no text. */
  const besideText = (): Promise<number> =>
    line.evaluate((separator) => {
      const word = separator.querySelector('span')?.getBoundingClientRect();
      const text = separator.parentElement?.nextElementSibling?.querySelector('p')?.getBoundingClientRect();
      return (text?.left ?? Number.NaN) - (word?.right ?? Number.NaN);
    });
  const before = await standing();
  for (const number of [59, 53, 56]) {
    await row(bob, `Wave number ${number}.`).hover();
    await bob.getByRole('button', { name: 'Mark unread from here' }).click();
    await expect(line).toBeInViewport();
    await expect.poll(isUnder).toBe(true);
    expect(await besideText()).toBeGreaterThanOrEqual(0);
    expect(await standing()).toEqual(before);
  }
  await expect(place(bob, /^flood\b.*unread$/)).toBeVisible();
  await composer(bob).press('Escape');
  await expect(line).toHaveCount(0);
  expect(await standing()).toEqual(before);
  await expect(place(bob, 'flood')).toBeVisible();
  // As when a phone's keyboard comes: who is at the end stays there.
  for (const height of [400, 720]) {
    await bob.setViewportSize({ width: 1280, height });
    await expect(row(bob, 'Wave number 60.')).toBeInViewport({ ratio: 1 });
  }
});

// More of them come in several pages, and the line stands above the last one.
for (const many of [30, 150])
  test(`${many} messages that came while one was away are not read because the end that was kept was on screen`, async ({
    visit,
  }) => {
    const name = `away-${many}`;
    const channelId = await createChannel(team, name);
    for (let number = 1; number <= 30; number++) await team.ada.say(channelId, `Before ${number}.`);
    const path = `/w/${team.workspace.workspaceId}/c/${channelId}`;
    const page = await visit(server, { as: team.bob, path });
    await inside(page, `#${name}`);
    await say(page, 'I have read it all');
    await expect(place(page, name)).toBeVisible();
    await expect.poll(() => keptOn(page, 'timelines')).toContain('I have read it all');
    await page.goto('/dev/inbox.json');
    for (let number = 1; number <= many; number++) await team.ada.say(channelId, `After ${number}.`);

    const network = Promise.withResolvers<void>();
    await page.route('**/api/session.refresh', (route) => network.promise.then(() => route.continue()));
    await page.goto(path);
    await expect(row(page, 'I have read it all')).toBeInViewport();
    await framesOf(page, 30);
    network.resolve();
    await expect(page.getByRole('separator', { name: 'New messages' })).toBeInViewport();
    await framesOf(page, 30);
    await expect(place(page, new RegExp(`^${name}\\b.*unread$`))).toBeVisible();
    await page.getByRole('button', { name: `Jump to latest, ${many === 150 ? '100+' : many} new` }).click();
    await expect(row(page, `After ${many}.`)).toBeInViewport();
    await expect(place(page, name)).toBeVisible();
  });

test('what one writes before the messages have come is on screen with them, though more than a screen is unread', async ({
  visit,
}) => {
  const channelId = await createChannel(team, 'hasty');
  for (let number = 1; number <= 30; number++) await team.ada.say(channelId, `Before ${number}.`);
  const page = await visit(server, { as: team.bob });
  // All is asked by HTTP.
  await page.routeWebSocket(/\/ws\?/, (socket) => socket.close());
  const written = Promise.withResolvers<void>();
  await page.route('**/api/message.list', (route) => written.promise.then(() => route.continue()));
  await page.goto(`/w/${team.workspace.workspaceId}/c/${channelId}`);
  await write(page, 'I cannot wait');
  await expect(composer(page)).toHaveValue('');
  await expect(row(page, 'I cannot wait').filter({ hasNotText: 'Sending …' })).toBeVisible();
  written.resolve();
  await expect(row(page, 'Before 30.')).toBeVisible();
  await expect(row(page, 'I cannot wait')).toBeInViewport();
});

test('a page of notices hides no place where reading goes on, and one’s own messages of another device are none, however many', async ({
  visit,
}) => {
  const [restless, alone] = [await createChannel(team, 'restless'), await createChannel(team, 'alone')];
  for (let number = 1; number <= 30; number++)
    await team.ada.call('channel.describe', { channelId: restless, topic: `Topic ${number}.` });
  for (let number = 1; number <= 60; number++) await team.ada.say(restless, `After ${number}.`);
  for (let number = 1; number <= 60; number++) await team.bob.say(alone, `Mine ${number}.`);
  const pathOf = (id: string): string => `/w/${team.workspace.workspaceId}/c/${id}`;
  const page = await visit(server, { as: team.bob, path: pathOf(restless) });
  const jump = page.getByRole('button', { name: 'Jump to latest, 60 new' });
  await expect(jump).toBeVisible();
  await framesOf(page, 60);
  await expect(jump).toBeVisible();
  await expect(place(page, /^restless\b.*unread$/)).toBeVisible();

  await page.goto(pathOf(alone));
  await expect(row(page, 'Mine 60.')).toBeInViewport();
  await expect(place(page, 'alone')).toBeVisible();
});

test('a message that cannot be fetched does not hold back who reads on at the end', async ({ visit }) => {
  const channelId = await createChannel(team, 'lost');
  for (let number = 1; number <= 80; number++) await team.ada.say(channelId, `Number ${number}.`);
  const { messages } = await team.ada.call('message.list', { channelId, around: 5, limit: 1 });
  const path = `/w/${team.workspace.workspaceId}/c/${channelId}`;
  const page = await visit(server, { as: team.bob, path });
  await inside(page, '#lost');
  await say(page, 'I have read it all');
  await expect.poll(() => keptOn(page, 'timelines')).toContain('I have read it all');
  await page.goto('/dev/inbox.json');
  await team.ada.say(channelId, 'Something new');
  // All is asked by HTTP.
  await page.routeWebSocket(/\/ws\?/, (socket) => socket.close());
  await page.route('**/api/message.list', (route) => route.abort());
  await page.goto(`${path}/m/${messages[0]?.seq}`);
  await expect(row(page, 'Something new')).toBeInViewport();
  await expect(place(page, /^lost\b.*unread$/)).toBeVisible();
  await expect(async () => {
    await log(page).hover();
    await page.mouse.wheel(0, 100);
    await expect(place(page, 'lost')).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 10_000 });
});

test('what is said directly counts like a mention: in the title, and at the workspace while one is in another', async ({
  visit,
}) => {
  const { workspace, ada, cy } = team;
  const { workspaceId } = workspace;
  const night = await cy.call('workspace.create', { name: 'Night Shift' });
  const direct = await ada.call('direct.start', { workspaceId, userIds: [cy.userId] });
  const { channelId } = direct.own.channel;
  const page = await visit(server, { as: cy, path: `/w/${night.workspace.workspaceId}` });
  await inside(page, '#general');
  await ada.say(channelId, 'Are you awake?');
  await ada.say(channelId, 'It is about the night shift.');
  const tile = page.getByRole('navigation', { name: 'Workspaces' }).getByRole('link', { name: /^Analytical Engines/ });
  await expect(tile).toHaveAccessibleName('Analytical Engines 2 unread');
  await expect(page).not.toHaveTitle(/^\(/);

  await page.goto(`/w/${workspaceId}/c/${workspace.generalChannelId}`);
  await inside(page, '#general');
  await expect(page).toHaveTitle(/^\(2\) /);
  await place(page, /Ada Lovelace/).click();
  await expect(row(page, 'about the night shift')).toBeVisible();
  await expect(page).not.toHaveTitle(/^\(/);
});
