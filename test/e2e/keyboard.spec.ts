import { createChannel, found, type Team } from '../support/e2e-person.ts';
import { composer, inside, place, say } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';

const server = serve();
let team: Team;
test.beforeAll(async () => {
  team = await found(server);
  for (const name of ['design', 'plans']) await createChannel(team, name);
});

test('the quick switcher finds conversations, people and deeds by keyboard alone', async ({ visit }) => {
  const ada = await visit(server, { as: team.ada });
  await inside(ada, '#general');
  const field = ada.getByRole('combobox', { name: 'Channel, person or command' });
  await ada.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await ada.keyboard.type('desgn');
  await expect(ada.getByRole('option', { selected: true })).toHaveText(/^design/);
  await ada.keyboard.press('Enter');
  await inside(ada, '#design');

  await ada.keyboard.press('Control+k');
  const answered = ada.waitForResponse((response) => response.request().postData()?.includes('babbage') === true);
  await ada.keyboard.type('@babbage');
  await answered;
  await expect(ada.getByRole('option', { name: /Bob Babbage/, selected: true })).toBeVisible();
  await ada.keyboard.press('Enter');
  await inside(ada, 'Bob Babbage');
  await expect(composer(ada)).toBeFocused();

  await ada.keyboard.press('Control+k');
  await ada.keyboard.type('create');
  await expect(ada.getByRole('option', { name: 'Create a channel', selected: true })).toBeVisible();
  await ada.keyboard.press('Enter');
  await expect(ada.getByRole('dialog', { name: 'Create a channel' })).toBeVisible();
  await ada.keyboard.press('Escape');
  await expect(ada.getByRole('dialog')).toHaveCount(0);
});

test('arrows walk along the conversations, or from one unread to the next', async ({ visit }) => {
  const [ada, bob] = [await visit(server, { as: team.ada }), await visit(server, { as: team.bob })];
  await place(bob, 'general').click();
  await inside(bob, '#general');
  await bob.keyboard.press('Alt+ArrowDown');
  await inside(bob, '#design');
  await bob.keyboard.press('Alt+ArrowUp');
  await inside(bob, '#general');

  await place(ada, /^plans/).click();
  await inside(ada, '#plans');
  await say(ada, 'Who has a plan?');
  await expect(place(bob, /^plans.*unread/)).toBeVisible();
  await bob.keyboard.press('Alt+Shift+ArrowDown');
  await inside(bob, '#plans');

  await composer(bob).fill('a question?');
  await expect(bob.getByRole('dialog')).toHaveCount(0);
  await composer(bob).fill('');
  await bob.getByRole('log').focus();
  await bob.keyboard.press('?');
  await expect(bob.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
});
