import { createChannel, found, type Team } from '../support/e2e-person.ts';
import { composer, inside, place, row, say, write } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';

const server = serve({ sendLimit: 8 });
let team: Team;
let plans: string;
test.beforeAll(async () => {
  team = await found(server);
  plans = await createChannel(team, 'plans');
});

test('who sends too fast is told where one types, and all of it is sent', async ({ visit }) => {
  const cy = await visit(server, { as: team.cy });
  await place(cy, /^plans/).click();
  await inside(cy, '#plans');
  // More than two windows of the limit take, whenever they begin.
  await cy.context().setOffline(true);
  for (let number = 1; number <= 17; number += 1) await write(cy, `number ${number}`);
  await cy.context().setOffline(false);
  await expect(cy.getByRole('status').filter({ hasText: /too fast.*Next try in \d+ second/ })).toBeVisible();
  await expect(row(cy, 'number 17')).toBeVisible();
  await expect(cy.getByText('Sending …')).toHaveCount(0, { timeout: 30_000 });
  await expect(cy.getByText('too fast')).toHaveCount(0);
});

test('what fails says why and lets go of the focus', async ({ visit }) => {
  const ada = await visit(server, { as: team.ada });
  await place(ada, /^plans/).click();
  await inside(ada, '#plans');
  await say(ada, 'number one');
  await composer(ada).press('ArrowUp');
  const editor = ada.getByRole('textbox', { name: 'Edit message' });
  await editor.fill('number two');
  await team.ada.call('channel.archive', { channelId: plans });
  await expect(composer(ada)).toHaveCount(0);
  await editor.press('Enter');
  await expect(editor).toHaveAccessibleDescription(/archived/);
  await expect(editor).toBeFocused();
  await editor.evaluate((field) => {
    const press = (key: string) =>
      field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    press('Enter');
    press('Escape');
  });
  await expect(ada.getByRole('status').filter({ hasText: /^Your change was not saved\..*archived/ })).toBeVisible();
  await team.ada.call('channel.unarchive', { channelId: plans });
  await expect(composer(ada)).toBeVisible();

  await ada.context().setOffline(true);
  await write(ada, 'too late');
  await write(ada, 'much too late');
  await team.ada.call('channel.removeMember', { channelId: plans, userId: team.bob.userId });
  await team.ada.call('channel.archive', { channelId: plans });
  await ada.context().setOffline(false);
  await expect(row(ada, /^.*much too late/).getByRole('alert')).toContainText(/Not sent\. .+archived/);
  await expect(ada.getByText('This channel is archived: it can be read, not written to.')).toBeVisible();
  await team.ada.call('channel.unarchive', { channelId: plans });
  await expect(composer(ada)).toBeVisible();
  const failed = ada.getByRole('button', { name: 'Discard' });
  await expect(failed).toHaveCount(2);
  await failed.first().click();
  await expect(row(ada, 'much too late')).toBeFocused();
  await failed.click();
  await expect(composer(ada)).toBeFocused();
  await expect(row(ada, 'too late')).toHaveCount(0);
});
