import type { Page } from '@playwright/test';
import { found, type Team } from '../support/e2e-person.ts';
import { account, composer, inside, place, row, rows, say } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';

const server = serve({ sendLimit: 1_000 });
let team: Team;
test.beforeAll(async () => {
  team = await found(server);
});

const background = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.body).backgroundColor);

/** So many sheets of paper the page takes. */
const sheetsOf = async (page: Page): Promise<number> =>
  (await page.pdf()).toString('latin1').match(/\/Type ?\/Page\b/g)?.length ?? 0;

test('settings of taste take effect at once, stay, and reach other tabs', async ({ visit }) => {
  const ada = await visit(server, { as: team.ada, colorScheme: 'light' });
  await inside(ada, '#general');
  await say(ada, 'One line');
  const height = (await rows(ada).last().boundingBox())?.height ?? 0;
  const light = await background(ada);
  const other = await ada.context().newPage();
  await other.goto(server.url);
  await inside(other, '#general');

  // Where the system says which colours there are, the place where one is still stands out.
  await ada.emulateMedia({ forcedColors: 'active' });
  await expect(place(ada, 'general')).toHaveCSS('outline-style', 'solid');
  await ada.emulateMedia({ forcedColors: 'none' });

  await account(ada, 'Appearance');
  const group = (name: string) => ada.getByRole('group', { name });
  await group('Colours').getByRole('radio', { name: 'Dark' }).check();
  await expect.poll(() => background(ada)).not.toBe(light);
  await expect.poll(() => background(other)).not.toBe(light);
  await group('Text size').getByRole('radio', { name: 'Largest' }).check();
  await group('Times').getByRole('radio', { name: '24 hours' }).check();
  await group('Enter').getByRole('radio', { name: 'Makes a new line' }).check();
  await ada.reload();
  await expect(group('Colours').getByRole('radio', { name: 'Dark' })).toBeChecked();
  await ada.getByRole('link', { name: 'Back to conversations' }).click();
  await inside(ada, '#general');
  expect((await rows(ada).last().boundingBox())?.height ?? 0).toBeGreaterThan(height);
  await expect(row(ada, 'One line').getByRole('time').first()).toHaveText(/^\d{1,2}:\d\d$/);

  // On paper the whole conversation stands alone, black on white, also what is not near the screen.
  for (let index = 1; index <= 80; index += 1) await team.bob.say(team.workspace.generalChannelId, `Line ${index}`);
  await expect(row(ada, 'Line 80')).toBeInViewport();
  await expect(row(ada, 'One line')).toHaveCount(0);
  // Right after a start what goes on paper may still be on its way.
  await expect.poll(() => sheetsOf(ada)).toBeGreaterThan(1);
  await ada.emulateMedia({ media: 'print' });
  const paper = ada.locator('body > article');
  await expect(paper.getByText('One line')).toBeVisible();
  await expect(paper.getByText('Line 80')).toBeVisible();
  for (const hidden of [composer(ada), place(ada, 'general'), rows(ada).last()]) await expect(hidden).toBeHidden();
  await expect.poll(() => background(ada)).toBe(light);
  await ada.emulateMedia({ media: 'screen' });
  await expect(paper).toHaveCount(0);
  await expect(row(ada, 'Line 80')).toBeInViewport();

  await composer(ada).pressSequentially('two');
  await composer(ada).press('Enter');
  await composer(ada).pressSequentially('lines');
  await expect(composer(ada)).toHaveValue('two\nlines');
  await composer(ada).press('Control+Enter');
  await expect(row(ada, 'two')).toBeVisible();
  await expect(composer(ada)).toHaveValue('');
});
