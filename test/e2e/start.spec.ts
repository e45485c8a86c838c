import { found, type Team } from '../support/e2e-person.ts';
import { account, composer, inside, log, row, say } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';

const server = serve();
let team: Team;
test.beforeAll(async () => {
  team = await found(server);
});

test('a start shows how the app looked when it was left, and what is typed before it is there is not lost', async ({
  visit,
}) => {
  const page = await visit(server, { as: team.ada });
  await inside(page, '#general');
  await say(page, 'Seen before');

  const arrival = Promise.withResolvers<undefined>();
  await page.route('**/assets/app-*.js', async (route) => {
    await arrival.promise;
    await route.continue();
  });
  await page.reload({ waitUntil: 'commit' });
  const sight = page.locator('body > [inert]');
  await expect(sight.getByText('Seen before')).toBeVisible();
  await expect(sight).toHaveAttribute('aria-hidden', 'true');
  await expect(page.getByRole('log')).toHaveCount(0);
  await page.keyboard.type('Early wordz');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('s');
  arrival.resolve(undefined);
  await expect(row(page, 'Seen before')).toBeVisible();
  await expect(sight).toHaveCount(0);
  await expect(composer(page)).toHaveValue('Early words');
  await page.keyboard.press('Enter');
  await expect(row(page, 'Early words')).toBeVisible();

  await page.unroute('**/assets/app-*.js');
  const stored = () => page.evaluate(() => JSON.stringify(localStorage));
  expect(await stored()).toContain('Seen before');
  await account(page, 'Log out');
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
  expect(await stored()).not.toContain('Seen before');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await expect(page.getByText('Seen before')).toHaveCount(0);
  await expect(log(page)).toHaveCount(0);
  expect(await stored()).not.toContain('Seen before');
});
