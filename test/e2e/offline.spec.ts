import { found, type Team } from '../support/e2e-person.ts';
import { inside, row, rows, say, texts, write } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';

const server = serve();
let team: Team;
test.beforeAll(async () => {
  team = await found(server);
});

test('what is written offline is sent once, in order, when the network is back', async ({ visit }) => {
  const [ada, bob] = [await visit(server, { as: team.ada }), await visit(server, { as: team.bob })];
  await inside(ada, '#general');
  await inside(bob, '#general');
  await say(ada, 'Before the tunnel');
  await expect(row(bob, 'Before the tunnel')).toBeVisible();

  await ada.context().setOffline(true);
  for (const text of ['First in the tunnel', 'Second in the tunnel', 'Third in the tunnel']) await write(ada, text);
  await expect(rows(ada).getByText('Sending …')).toHaveCount(3);
  await expect(ada.getByRole('status').filter({ hasText: 'You are offline.' })).toBeVisible();
  await say(bob, 'Are you still there?');
  await say(bob, 'I will just go on');
  await expect(row(bob, 'tunnel')).toHaveCount(1);

  await ada.context().setOffline(false);
  const expected = [
    'Before the tunnel',
    'Are you still there?',
    'I will just go on',
    'First in the tunnel',
    'Second in the tunnel',
    'Third in the tunnel',
  ];
  for (const page of [ada, bob]) await expect.poll(() => texts(page)).toEqual(expected);
  await expect(ada.getByText('Sending …')).toHaveCount(0);
  await expect(ada.getByRole('status').filter({ hasText: 'You are offline.' })).toHaveCount(0);
  for (const page of [ada, bob]) {
    await page.reload();
    await expect.poll(() => texts(page)).toEqual(expected);
  }
});
