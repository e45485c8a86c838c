import type { Page } from '@playwright/test';
import { found, type Team } from '../support/e2e-person.ts';
import { account, inside, row, say } from '../support/e2e-screen.ts';
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
  const first = await visit(server, { as: team.ada });
  const inFirst = openSockets(first);
  await first.reload();
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

test('logging out in one tab logs out the other', async ({ visit }) => {
  const first = await visit(server, { as: team.ada });
  await inside(first, '#general');
  const second = await first.context().newPage();
  await second.goto(first.url());
  await inside(second, '#general');
  await account(second, 'Log out');
  for (const page of [first, second]) await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
});
