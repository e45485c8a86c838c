import type { Locator, Page } from '@playwright/test';
import { createChannel, found, PASSWORD, type Team } from '../support/e2e-person.ts';
import { composer, inside, log, place, row, say } from '../support/e2e-screen.ts';
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
  await expect(ada.getByRole('dialog').getByRole('status')).toHaveText('');
  await ada.keyboard.type('nobody');
  await expect(ada.getByRole('dialog').getByRole('status')).toHaveText('Nothing here is called “nobody”.');
  await ada.keyboard.press('Escape');
  await expect(ada.getByRole('dialog')).toHaveCount(0);

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
  await bob.keyboard.press('Alt+ArrowDown');
  await inside(bob, '#plans');
  await place(bob, 'general').click();
  await inside(bob, '#general');
  await say(ada, 'Nobody?');
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

/** Whatever has the focus shows it: by an outline, or by the box around a field. */
const showsFocus = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    let element = document.activeElement;
    // Past the last one, the browser's own controls have it.
    if (element === document.body) return true;
    for (let level = 0; element && level < 3; level++, element = element.parentElement) {
      const { outlineStyle, outlineWidth, boxShadow, backgroundColor } = getComputedStyle(element);
      if (outlineStyle !== 'none' && outlineWidth !== '0px') return true;
      if (boxShadow !== 'none') return true;
      if (element.matches('[role^=menuitem]:focus-visible') && backgroundColor !== 'rgba(0, 0, 0, 0)') return true;
    }
    return false;
  });

/** Goes on by Tab (or back) until this has the focus; every stop on the way must show that it has it. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const isThere = (): Promise<boolean> => target.evaluate((element) => element === document.activeElement);
  for (let steps = 0; steps < 60; steps++) {
    if (await isThere()) return;
    await page.keyboard.press(key);
    const where = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160));
    expect(await showsFocus(page), `the focus is not shown at ${where}`).toBe(true);
  }
  await expect(target).toBeFocused();
}

test('from the log-in to a message, its change and its end, and through panel and dialogs, without a mouse', async ({
  visit,
}) => {
  const page = await visit(server, { path: '/log-in' });
  const { keyboard } = page;
  await tabTo(page, page.getByLabel('E-mail address'));
  await keyboard.type(team.ada.email);
  await tabTo(page, page.getByLabel('Password', { exact: true }));
  await keyboard.type(PASSWORD);
  await keyboard.press('Enter');
  await expect(composer(page)).toBeFocused();
  await keyboard.press('Alt+ArrowDown');
  await inside(page, '#design');
  await expect(composer(page)).toBeFocused();

  await keyboard.type('Wriiten without a mouse');
  await keyboard.press('Enter');
  await expect(row(page, 'Wriiten')).toBeVisible();
  // It can be changed once the server has it.
  await expect(async () => {
    await keyboard.press('ArrowUp');
    await expect(page.getByRole('textbox', { name: 'Edit message' })).toBeFocused({ timeout: 500 });
  }).toPass();
  await keyboard.press('Control+a');
  await keyboard.type('Written without a mouse');
  await keyboard.press('Enter');
  await expect(row(page, 'Written without a mouse')).toContainText('(edited)');
  await expect(composer(page)).toBeFocused();

  await tabTo(page, log(page), 'Shift+Tab');
  await keyboard.press('ArrowUp');
  await expect(row(page, 'Written without a mouse')).toBeFocused();
  const author = row(page, 'Written without a mouse').getByRole('button', { name: 'Ada Lovelace' });
  await tabTo(page, author);
  await keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Profile' })).toBeFocused();
  await keyboard.press('Escape');
  await expect(author).toBeFocused();
  const remove = page.getByRole('button', { name: 'Delete message' });
  await tabTo(page, remove);
  await keyboard.press('Enter');
  const asked = page.getByRole('dialog', { name: 'Delete this message?' });
  await tabTo(page, asked.getByRole('button', { name: 'Cancel' }));
  await keyboard.press('Escape');
  await expect(asked).toHaveCount(0);
  await expect(remove).toBeFocused();
  await keyboard.press('Enter');
  await tabTo(page, asked.getByRole('button', { name: 'Delete', exact: true }));
  await keyboard.press('Enter');
  await expect(row(page, 'Written without a mouse')).toHaveCount(0);
  await expect(log(page)).toBeFocused();

  const details = page.getByRole('button', { name: 'Details', exact: true }).last();
  await tabTo(page, details, 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Details' })).toBeFocused();
  await tabTo(page, page.getByRole('button', { name: 'Edit topic' }));
  await keyboard.press('Escape');
  await expect(page.getByRole('complementary', { name: 'Details' })).toHaveCount(0);
  await expect(details).toBeFocused();

  const menu = page.getByRole('button', { name: 'Workspace menu' });
  await tabTo(page, menu, 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await keyboard.press('ArrowDown');
  expect(await showsFocus(page)).toBe(true);
  await keyboard.press('Escape');
  await expect(menu).toBeFocused();
  const create = page.getByRole('button', { name: 'Create a channel' });
  await tabTo(page, create);
  await keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Create a channel' });
  await expect(dialog.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  await keyboard.press('Escape');
  await expect(create).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.type('by-hand');
  await keyboard.press('Enter');
  await inside(page, '#by-hand');
  await expect(composer(page)).toBeFocused();
  const jumps = await page
    .locator('[tabindex]')
    .evaluateAll((all) => all.filter(({ tabIndex }) => tabIndex > 0).length);
  expect(jumps).toBe(0);
});
