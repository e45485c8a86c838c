import { createChannel, found, type Team } from '../support/e2e-person.ts';
import { composer, inside, log, place, row, rows, say, write } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';
import { lossyWire } from '../support/e2e-wire.ts';

const server = serve();
let team: Team;
test.beforeAll(async () => {
  team = await found(server);
});

test('both ways in a channel, with changes', async ({ visit }) => {
  const [ada, bob] = [await visit(server, { as: team.ada }), await visit(server, { as: team.bob })];
  await inside(ada, '#general');
  await inside(bob, '#general');

  await write(ada, 'Have you seen the **new** punch cards?');
  await expect(row(bob, 'Have you seen the new punch cards?').getByText('Ada Lovelace')).toBeVisible();
  await expect(row(bob, 'punch cards').locator('strong')).toHaveText('new');
  await say(bob, 'Not yet!');
  await expect(row(ada, 'Not yet!').getByText('Bob Babbage')).toBeVisible();

  await composer(ada).press('ArrowUp');
  await expect(ada.getByRole('textbox', { name: 'Edit message' })).toHaveValue(/punch cards/);
  await ada.getByRole('textbox', { name: 'Edit message' }).fill('Have you seen the new loom?');
  await ada.getByRole('button', { name: 'Save' }).click();
  await expect(row(bob, 'the new loom?').getByText('(edited)')).toBeVisible();
  await expect(row(bob, 'punch cards')).toHaveCount(0);

  await row(ada, 'the new loom?').hover();
  await ada.getByRole('button', { name: 'Delete message' }).click();
  await ada.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  for (const page of [ada, bob]) await expect(rows(page)).toHaveText([/Not yet!/]);
  await row(bob, 'Not yet!').hover();
  await expect(bob.getByRole('button', { name: 'Delete message' })).toBeVisible();
  await row(ada, 'Not yet!').hover();
  await expect(ada.getByRole('button', { name: 'Copy link to message' })).toBeVisible();
  await expect(ada.getByRole('button', { name: 'Delete message' })).toHaveCount(0);
});

test('↑ right after Enter changes the message that is still on its way, unless one goes on', async ({ visit }) => {
  const page = await visit(server, { as: team.cy });
  const wire = await lossyWire(page);
  await page.reload();
  await inside(page, '#general');
  await expect.poll(() => wire.heard).toBeGreaterThan(0);
  await say(page, 'An older one.');
  const editor = page.getByRole('textbox', { name: 'Edit message' });

  wire.up = 'kept';
  await write(page, 'Somthing new.');
  await composer(page).press('ArrowUp');
  const told = page.getByRole('status').filter({ hasText: 'once it is sent' });
  await expect(told).toBeVisible();
  // It is above all that one types in.
  const [said, list] = [await told.boundingBox(), await log(page).boundingBox()];
  expect((said?.y ?? 0) + (said?.height ?? 0)).toBeLessThan(list?.y ?? 0);
  await expect(editor).toHaveCount(0);
  wire.letGo();
  await expect(editor).toBeFocused();
  await expect(editor).toHaveValue('Somthing new.');
  await editor.fill('Something new.');
  await editor.press('Enter');
  await expect(row(page, 'Something new.').getByText('(edited)')).toBeVisible();

  wire.up = 'kept';
  await write(page, 'Enough of that.');
  await composer(page).press('ArrowUp');
  await composer(page).pressSequentially('And n');
  wire.letGo();
  await expect(row(page, 'Enough of that.')).toBeVisible();
  await expect(page.getByText('Sending …')).toHaveCount(0);
  await expect(editor).toHaveCount(0);
  await expect(composer(page)).toHaveValue('And n');
});

test('news are said in each conversation, also in one that was opened without its messages', async ({ visit }) => {
  const channels = { letters: await createChannel(team, 'letters'), bills: await createChannel(team, 'bills') };
  const page = await visit(server, { as: team.bob });
  const said = page.locator('[aria-live=polite]');
  await inside(page, '#general');
  await expect(said.first()).toBeAttached();
  for (const [name, channelId] of Object.entries(channels)) {
    await place(page, new RegExp(`^${name}`)).click();
    await inside(page, `#${name}`);
    await say(page, 'Here I am');
    await team.ada.say(channelId, `Do you hear me in ${name}?`);
    await expect(said.filter({ hasText: `Do you hear me in ${name}?` })).toHaveCount(1);
  }
});

test('both ways in a direct message', async ({ visit }) => {
  const [ada, bob] = [await visit(server, { as: team.ada }), await visit(server, { as: team.bob })];
  await inside(bob, '#general');
  await ada.getByRole('button', { name: 'Start a direct message' }).click();
  await ada.getByRole('checkbox', { name: /Bob Babbage/ }).check();
  await ada.getByRole('button', { name: 'Start', exact: true }).click();
  await inside(ada, 'Bob Babbage');
  await say(ada, 'Just between us');
  await place(bob, /Ada Lovelace.*1 unread/).click();
  await inside(bob, 'Ada Lovelace');
  await expect(row(bob, 'Just between us')).toBeVisible();
  await expect(place(bob, /Ada Lovelace.*unread/)).toHaveCount(0);
  await say(bob, 'My lips are sealed');
  await expect(row(ada, 'My lips are sealed')).toBeVisible();
});
