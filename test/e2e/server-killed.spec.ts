import { found, type Team } from '../support/e2e-person.ts';
import { composer, inside, row, rows, say, texts, write } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';

const server = serve();
let team: Team;
test.beforeAll(async () => {
  team = await found(server);
});

test('the server is killed while two talk, and started again', async ({ visit }) => {
  const [ada, bob] = [await visit(server, { as: team.ada }), await visit(server, { as: team.bob })];
  const bars = [ada, bob].map((page) => page.getByRole('status').filter({ hasText: /Reconnecting|You are offline/ }));
  await inside(ada, '#general');
  await inside(bob, '#general');
  await say(ada, 'All is well');
  await say(bob, 'Indeed');
  await expect(row(ada, 'Indeed')).toBeVisible();

  await server.kill();
  await write(ada, 'Is it dark at your place, too?');
  await write(ada, 'I light a candle');
  await write(bob, 'Where is the fuse box?');
  for (const bar of bars) await expect(bar).toBeVisible();
  await expect(rows(ada).getByText('Sending …')).toHaveCount(2);
  await expect(rows(bob).getByText('Sending …')).toHaveCount(1);
  await expect(row(bob, 'candle')).toHaveCount(0);

  await server.start();
  for (const bar of bars) await expect(bar).toHaveCount(0, { timeout: 40_000 });
  for (const page of [ada, bob]) {
    await expect(page.getByText('Sending …')).toHaveCount(0, { timeout: 40_000 });
    await expect(rows(page)).toHaveCount(5);
    await expect(composer(page)).toBeVisible();
  }
  const order = await texts(ada);
  expect(order.slice(0, 2)).toEqual(['All is well', 'Indeed']);
  expect(order.filter((text) => text !== 'Where is the fuse box?').slice(2)).toEqual([
    'Is it dark at your place, too?',
    'I light a candle',
  ]);
  await expect.poll(() => texts(bob)).toEqual(order);

  await say(bob, 'Light again');
  await expect(row(ada, 'Light again')).toBeVisible();
  await ada.reload();
  await expect.poll(() => texts(ada)).toEqual([...order, 'Light again']);
});
