import { found, type Team } from '../support/e2e-person.ts';
import { inside, place, places, row, say } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, colorScheme: 'dark' } as const;
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
