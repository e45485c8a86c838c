import type { Page } from '@playwright/test';
import { found, type Team } from '../support/e2e-person.ts';
import { inside, place, places, row, say } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, PHONE, test } from '../support/e2e-test.ts';
import { framesFrom } from '../support/e2e-wire.ts';

const server = serve();
let team: Team;
test.beforeAll(async () => {
  team = await found(server);
});

test('on a phone the list and the conversation take turns, and nothing is wider than the screen', async ({ visit }) => {
  const bob = await visit(server, { as: team.bob });
  const ada = await visit(server, { as: team.ada, ...PHONE });
  const overflow = (): Promise<number> => ada.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await inside(bob, '#general');
  await expect(places(ada)).toBeVisible();
  expect(await overflow()).toBe(0);
  await say(bob, 'Are you on the train?');
  await place(ada, /^general.*unread/).tap();
  await inside(ada, '#general');
  await expect(places(ada)).toBeHidden();
  await expect(row(ada, 'Are you on the train?')).toBeInViewport();
  await say(ada, `In the tunnel ${'o'.repeat(300)}`);
  await expect(row(bob, 'In the tunnel')).toBeVisible();
  expect(await overflow()).toBe(0);

  await ada.getByRole('button', { name: 'Details' }).last().tap();
  await expect(ada.getByRole('complementary', { name: 'Details' }).getByText('Bob Babbage')).toBeVisible();
  expect(await overflow()).toBe(0);
  await ada.getByRole('button', { name: 'Close details' }).tap();
  await ada.getByRole('link', { name: 'Back to conversations' }).tap();
  await expect(places(ada)).toBeVisible();
  await ada.getByRole('button', { name: 'Start a direct message' }).tap();
  await ada.getByRole('checkbox', { name: /Bob Babbage/ }).check();
  await ada.getByRole('button', { name: 'Start', exact: true }).tap();
  await inside(ada, 'Bob Babbage');
  await say(ada, 'From my pocket');
  await expect(place(bob, /Ada Lovelace.*1 unread/)).toBeVisible();
});

/** A finger put down at the first place, moved through the others and lifted. */
async function swipe(page: Page, ...across: readonly number[]): Promise<void> {
  const fingers = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...at: readonly number[]) =>
    fingers.send('Input.dispatchTouchEvent', { type, touchPoints: at.map((x) => ({ x, y: 300 })) });
  const [first = 0, ...others] = across;
  await touch('touchStart', first);
  for (const x of others) await touch('touchMove', x);
  await touch('touchEnd');
}

test('a finger that rests on a message brings what can be done with it', async ({ visit }) => {
  const ada = await visit(server, { as: team.ada, ...PHONE, permissions: ['clipboard-read', 'clipboard-write'] });
  await place(ada, /^general/).tap();
  await inside(ada, '#general');
  await say(ada, 'Held and let go');
  const at = await row(ada, 'Held and let go').locator('p').boundingBox();
  const fingers = await ada.context().newCDPSession(ada);
  const touchPoints = [{ x: (at?.x ?? 0) + 8, y: (at?.y ?? 0) + 8 }];
  const sheet = ada.getByRole('dialog', { name: 'Message actions' });
  /** The finger is lifted, or the system takes the touch for itself. */
  const hold = async (ends: 'touchEnd' | 'touchCancel'): Promise<void> => {
    await fingers.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    await expect(sheet).toBeVisible();
    await fingers.send('Input.dispatchTouchEvent', { type: ends, touchPoints: [] });
  };
  // What can be done comes in a chunk of its own.
  await row(ada, 'Held and let go').tap();
  await expect(ada.getByRole('toolbar', { name: 'Message actions' })).toBeVisible();
  await hold('touchCancel');
  await sheet.getByRole('button', { name: 'Copy text' }).press('Enter');
  await expect(sheet).toHaveCount(0);
  await expect.poll(() => ada.evaluate(() => navigator.clipboard.readText())).toBe('Held and let go');
  await hold('touchEnd');
  await sheet.getByRole('button', { name: 'Delete message' }).tap();
  await ada.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).tap();
  await expect(row(ada, 'Held and let go')).toHaveCount(0);
});

test('a finger from the edge brings the list and takes it away; people are a tap from their profile', async ({
  visit,
}) => {
  const ada = await visit(server, { as: team.ada, ...PHONE });
  await place(ada, /^general/).tap();
  await inside(ada, '#general');
  // The gesture comes in a chunk of its own.
  await expect(async () => {
    await swipe(ada, 6, 60, 180, 300);
    await expect(places(ada)).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(ada).toHaveURL(/\/w\/[^/]+$/);
  await swipe(ada, 300, 220, 240);
  await expect(places(ada)).toBeVisible();
  await swipe(ada, 380, 300, 180, 20);
  await inside(ada, '#general');
  await expect(places(ada)).toBeHidden();

  // A tap that comes while the list still moves is for what the swipe has brought.
  await ada.emulateMedia({ reducedMotion: 'no-preference' });
  const back = await ada.getByRole('link', { name: 'Back to conversations' }).boundingBox();
  await swipe(ada, 6, 60, 180, 300);
  await expect(ada).toHaveURL(/\/w\/[^/]+$/);
  const been = await ada.evaluate(() => history.length);
  await swipe(ada, 380, 300, 180, 20);
  await ada.touchscreen.tap((back?.x ?? 0) + 10, (back?.y ?? 0) + 10);
  await expect.poll(() => ada.evaluate(() => history.length)).toBe(been + 2);
  await expect(ada).toHaveURL(/\/w\/[^/]+$/);
  await expect(places(ada)).toBeVisible();

  // As is one right after a swipe that brings the list.
  const general = await place(ada, /^general/).boundingBox();
  await place(ada, /^general/).tap();
  await inside(ada, '#general');
  const were = await ada.evaluate(() => history.length);
  await swipe(ada, 6, 60, 180, 300);
  await ada.touchscreen.tap((general?.x ?? 0) + 40, (general?.y ?? 0) + 10);
  await expect.poll(() => ada.evaluate(() => history.length)).toBe(were + 2);
  await inside(ada, '#general');

  const sent = framesFrom(ada);
  await ada.goto(`/w/${team.workspace.workspaceId}`);
  await ada.getByRole('button', { name: /workspace menu/i }).tap();
  // Whether people are there is asked of those on screen, wherever in the list they are.
  await ada.setViewportSize({ width: 390, height: 280 });
  await ada.getByRole('menuitem', { name: 'People', exact: true }).tap();
  const isAsked =
    ({ userId }: { readonly userId: string }) =>
    (): boolean =>
      sent.some((frame) => frame.includes('"presence.watch"') && frame.includes(userId));
  await expect.poll(isAsked(team.ada)).toBe(true);
  expect(isAsked(team.cy)()).toBe(false);
  const cy = ada.getByRole('button', { name: 'Cy Curie', exact: true });
  await cy.scrollIntoViewIfNeeded();
  await expect.poll(isAsked(team.cy)).toBe(true);
  await ada.setViewportSize(PHONE.viewport);
  await cy.tap();
  const profile = ada.getByRole('complementary', { name: 'Profile' });
  await expect(profile.getByText('Cy Curie')).toBeVisible();
  await expect(profile.getByText('Europe/Berlin')).toBeVisible();
  await profile.getByRole('button', { name: 'Write a message' }).tap();
  await inside(ada, 'Cy Curie');
  await expect(profile).toHaveCount(0);
});
