import type { Page } from '@playwright/test';
import { createChannel, found, type Team } from '../support/e2e-person.ts';
import { composer, inside, log, place, row, say } from '../support/e2e-screen.ts';
import { jumpsWhile, onScreen } from '../support/e2e-scrolling.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';
import { framesFrom } from '../support/e2e-wire.ts';

/** More than two screens: what is shorter is drawn as soon as it would be found again. */
const COUNT = 120;
const server = serve({ sendLimit: 1_000 });
let team: Team;
let channelId: string;
/** Nobody wrote a letter before. */
let begun: number;
let path: string;
test.beforeAll(async () => {
  team = await found(server);
  channelId = await createChannel(team, 'letters');
  begun = Date.now();
  path = `/w/${team.workspace.workspaceId}/c/${channelId}`;
  for (let index = 1; index <= COUNT; index += 1)
    await team.ada.say(channelId, `Letter ${index}.${' And so on, and so on.'.repeat(index % 11)}`);
});

async function goTo(page: Page, name: string): Promise<void> {
  await place(page, new RegExp(`^${name}`)).click();
  await inside(page, `#${name}`);
}

test('a conversation that was left at its end is found as it was, unless something happened in it', async ({
  visit,
}) => {
  const page = await visit(server, { as: team.cy, path: '/dev/inbox.json' });
  const lists = page.locator('[role=log]');
  const sent = framesFrom(page);
  await page.goto(path);
  await inside(page, '#letters');
  await say(page, 'All read');
  await expect(place(page, 'letters')).toBeVisible();
  await goTo(page, 'general');
  await goTo(page, 'letters');
  await expect.poll(async () => (await onScreen(page)).length).toBeGreaterThan(0);
  const shown = await onScreen(page);
  await log(page).evaluate((list) => list.setAttribute('title', 'the same'));
  await goTo(page, 'general');
  await goTo(page, 'letters');
  await expect(log(page)).toHaveAttribute('title', 'the same');
  expect(await onScreen(page)).toEqual(shown);
  await expect(composer(page)).toBeFocused();
  // One leaves the screen as another comes: the server hears of both at once.
  // The first conversation is told once, with the greeting or after it, whichever of the two is there first.
  const looks = () => sent.filter((frame) => frame.includes('"socket.look"'));
  const told = () =>
    sent
      .filter((frame) => /"socket\.(hello|look)"/.test(frame) && !frame.includes('"open":[]'))
      .map((frame) => (frame.includes(`"open":["${channelId}"]`) ? 'letters' : 'another'));
  await expect.poll(told).toEqual(['letters', 'another', 'letters', 'another', 'letters']);
  expect(looks().filter((frame) => frame.includes('"open":[]'))).toEqual([]);

  await composer(page).fill('Not yet');
  await composer(page).fill('');
  await goTo(page, 'general');
  await page.keyboard.press('Control+z');
  await expect(composer(page)).toHaveValue('');
  await goTo(page, 'letters');
  await composer(page).fill('Not yet');
  await goTo(page, 'general');
  await expect(composer(page)).toHaveValue('');
  await page.keyboard.press('Control+z');
  await expect(composer(page)).toHaveValue('');
  await team.ada.say(channelId, 'While you were away');
  await expect(place(page, /^letters\b.*unread$/)).toBeVisible();
  await expect(lists).toHaveCount(1);
  await goTo(page, 'letters');
  await expect(page.getByRole('separator', { name: 'New messages' })).toBeVisible();
  await expect(row(page, 'While you were away')).toBeInViewport();
  await expect(composer(page)).toHaveValue('Not yet');

  await goTo(page, 'general');
  await goTo(page, 'letters');
  await expect(page.getByRole('separator', { name: 'New messages' })).toHaveCount(0);
  expect(await jumpsWhile(page, { steps: 3, by: -500 })).toEqual([]);
  await goTo(page, 'general');
  await expect(lists).toHaveCount(1);
  await goTo(page, 'letters');
  await expect(row(page, 'While you were away')).toBeInViewport();
});

test('a conversation that stayed is shown before all around it, and what is done next is meant for it', async ({
  visit,
}) => {
  const page = await visit(server, { as: team.bob, path });
  // It stays once it is complete and stands at its end.
  const leave = (): Promise<void> =>
    expect(async () => {
      await goTo(page, 'letters');
      await goTo(page, 'general');
      await expect(page.locator('[role=log]')).toHaveCount(2, { timeout: 1_000 });
    }).toPass();
  await inside(page, '#letters');
  await say(page, 'Bob has read it all');
  await goTo(page, 'general');
  await leave();
  const before = await page.evaluate(async (to) => {
    document.querySelector<HTMLElement>(`nav a[href="${to}"]`)?.click();
    await Promise.resolve();
    const shown = [...document.querySelectorAll('[role=log]')].find((list) => list.checkVisibility());
    return {
      address: window.location.pathname,
      messages: shown?.ariaLabel,
      head: document.querySelector('main h1')?.textContent,
      place: document.querySelector('nav [aria-current=page]')?.textContent,
      field: document.querySelector('main textarea')?.ariaLabel,
    };
  }, path);
  expect(before).toEqual({
    address: path,
    messages: 'Messages in #letters',
    head: '#letters',
    place: 'letters',
    field: 'Message #general',
  });
  await inside(page, '#letters');
  await expect(composer(page)).toBeFocused();

  await leave();
  await page.evaluate((to) => {
    document.querySelector<HTMLElement>(`nav a[href="${to}"]`)?.click();
    window.history.back();
  }, path);
  await inside(page, '#general');
  await expect(row(page, 'Letter')).toHaveCount(0);
  await expect(composer(page)).toHaveAccessibleName('Message #general');

  // A list that fails takes neither what is around it with it nor the lists that stay.
  await leave();
  await page.locator('[data-kept] [role=log]').evaluate((list) => list.setAttribute('title', 'the same'));
  await goTo(page, 'letters');
  await page.evaluate((first) => {
    const { toISOString } = Date.prototype;
    const broken = {
      toISOString(this: Date): string {
        if (this.getTime() < first) throw new Error('no such date');
        return toISOString.call(this);
      },
    };
    Object.assign(Date.prototype, broken);
    document.querySelector<HTMLElement>('nav a[href*="/c/"]')?.click();
  }, begun);
  await expect(page.getByRole('heading', { name: 'This conversation could not be shown' })).toBeVisible();
  await expect(composer(page)).toHaveAccessibleName('Message #general');
  await goTo(page, 'letters');
  await expect(log(page)).toHaveAttribute('title', 'the same');
  await page.reload();
  await inside(page, '#letters');
  await leave();

  // The frame takes its time.
  await page.evaluate(() => (window.requestAnimationFrame = () => 0));
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('x');
  await inside(page, '#letters');
  await expect(composer(page)).toHaveValue('x');
  await page.keyboard.press('Alt+ArrowUp');
  await inside(page, '#general');
  await expect(composer(page)).toHaveValue('');
});
