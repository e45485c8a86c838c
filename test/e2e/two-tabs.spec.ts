import type { Page } from '@playwright/test';
import { createChannel, found, type Team } from '../support/e2e-person.ts';
import { account, composer, fillLogIn, inside, place, row, rows, say, write } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';

const server = serve();
let team: Team;
test.beforeAll(async () => {
  team = await found(server);
});

/** How many sockets this page has open, from now on. */
function openSockets(page: Page): () => number {
  let open = 0;
  page.on('websocket', (socket) => {
    open += 1;
    socket.on('close', () => (open -= 1));
  });
  return () => open;
}

test('two tabs share one socket, and the second takes over when the first is closed', async ({ visit }) => {
  const bob = await visit(server, { as: team.bob });
  // A page without the app: the socket is the first tab's from the beginning.
  const blank = await visit(server, { as: team.ada, path: '/manifest.webmanifest' });
  const first = await blank.context().newPage();
  const inFirst = openSockets(first);
  await first.goto('/');
  await inside(first, '#general');
  await expect.poll(inFirst).toBe(1);
  const second = await first.context().newPage();
  const inSecond = openSockets(second);
  await second.goto(first.url());
  await inside(second, '#general');
  await inside(bob, '#general');

  await say(bob, 'To both of you');
  for (const page of [first, second]) await expect(row(page, 'To both of you')).toBeVisible();
  await say(second, 'From the second tab');
  for (const page of [first, bob]) await expect(row(page, 'From the second tab')).toHaveCount(1);
  expect([inFirst(), inSecond()]).toEqual([1, 0]);

  await first.close();
  await expect.poll(inSecond).toBe(1);
  await say(bob, 'Only one left?');
  await expect(row(second, 'Only one left?')).toBeVisible();
  await say(second, 'Still here');
  await expect(row(bob, 'Still here')).toHaveCount(1);
});

test('logging out in one tab logs out the other, and logging in again brings both back', async ({ visit }) => {
  const first = await visit(server, { as: team.ada });
  await inside(first, '#general');
  const second = await first.context().newPage();
  await second.goto(first.url());
  await inside(second, '#general');
  await account(second, 'Log out');
  for (const page of [first, second]) await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await fillLogIn(second, team.ada.email);
  for (const page of [first, second]) await inside(page, '#general');
  await say(second, 'Both are back');
  await expect(row(first, 'Both are back')).toBeVisible();
});

test('two tabs agree on drafts, on what is unread and on what is on its way', async ({ visit }) => {
  const design = await createChannel(team, 'design');
  const bob = await visit(server, { as: team.bob });
  const first = await visit(server, { as: team.ada });
  await place(first, 'general').click();
  await inside(first, '#general');
  const second = await first.context().newPage();
  await second.goto(first.url());
  for (const page of [first, second, bob]) await inside(page, '#general');

  await composer(first).fill('Half a thought');
  await expect(composer(second)).toHaveValue('Half a thought');
  await composer(second).fill('A whole thought');
  await composer(second).press('Enter');
  for (const page of [first, second, bob]) await expect(row(page, 'A whole thought')).toHaveCount(1);
  for (const page of [first, second]) await expect(composer(page)).toHaveValue('');

  await team.bob.say(design, 'Look at this');
  for (const page of [first, second]) await expect(place(page, /^design.*unread/)).toBeVisible();
  await place(first, /^design/).click();
  await inside(first, '#design');
  await expect(row(first, 'Look at this')).toBeVisible();
  await expect(place(second, 'design')).toBeVisible();
  await place(first, 'general').click();
  await inside(first, '#general');

  await first.context().setOffline(true);
  await write(second, 'From a tunnel');
  await expect(row(first, 'From a tunnel').getByText('Sending …')).toBeVisible();
  await write(first, 'And from beside it');
  await expect(row(second, 'And from beside it').getByText('Sending …')).toBeVisible();
  await second.close();
  await first.context().setOffline(false);
  for (const page of [first, bob]) {
    await expect
      .poll(async () => (await rows(page).locator('p').allInnerTexts()).slice(-2))
      .toEqual(['From a tunnel', 'And from beside it']);
    await expect(page.getByText('Sending …')).toHaveCount(0);
  }
});
