import type { Page } from '@playwright/test';
import { createChannel, found, type Team } from '../support/e2e-person.ts';
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

/** What is cut or covered beside messages. */
const faultsBeside = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const wrong: string[] = [];
    const list = document.querySelector('[role=log]')?.getBoundingClientRect();
    const time = [...document.querySelectorAll('[data-row] time')].at(-1);
    const word = document.querySelector('[data-unread][role=separator] > span');
    if (!list || !time || !word) return ['nothing to look at'];
    // No time of day is longer.
    time.textContent = '12:44\u202fPM';
    if (time.getBoundingClientRect().left < list.left) wrong.push('the time is cut off');
    const text = time.closest('[data-row]')?.lastElementChild?.getBoundingClientRect();
    if (text && time.getBoundingClientRect().right > text.left) wrong.push('the time lies on the text');
    const { top, bottom, left } = word.getBoundingClientRect();
    const half = Number.parseFloat(getComputedStyle(word).fontSize) * 0.37;
    const middle = (top + bottom) / 2;
    for (const face of document.querySelectorAll('[data-row] > span[aria-hidden]')) {
      const box = face.getBoundingClientRect();
      if (box.right > left && box.bottom > middle - half && box.top < middle + half) wrong.push('a face is touched');
    }
    return wrong;
  });

/** Nothing beside messages is cut or covered, for each density, size of text and width, once the rows stand where they belong. */
async function expectWholeBeside(page: Page): Promise<void> {
  for (const width of [1280, 390])
    for (const density of ['comfortable', 'compact'])
      for (const textSize of ['small', 'medium', 'largest']) {
        await page.setViewportSize({ width, height: 800 });
        await page.evaluate((looks) => void Object.assign(document.documentElement.dataset, looks), {
          density,
          textSize,
        });
        await expect.poll(() => faultsBeside(page), `${width} px, ${density}, ${textSize}`).toEqual([]);
      }
}

test('beside messages nothing is cut and nothing touches, whatever one’s taste', async ({ visit }) => {
  const { bob, cy, workspace } = team;
  const direct = await bob.call('direct.start', { workspaceId: workspace.workspaceId, userIds: [cy.userId] });
  const { channelId } = direct.own.channel;
  const { seq, ord } = await cy.say(channelId, 'Yes?');
  await cy.call('readMarker.move', { markers: [{ channelId, readSeq: seq, readOrd: ord }] });
  await bob.say(channelId, 'One');
  await bob.say(channelId, 'Two');
  const page = await visit(server, { as: cy, path: `/w/${workspace.workspaceId}/c/${channelId}` });
  await expect(row(page, 'Two')).toBeVisible();
  await expect(page.getByRole('separator', { name: 'New messages' })).toBeVisible();
  await expectWholeBeside(page);
});

test('long words of another language fit beside a conversation, in the largest text', async ({ visit }) => {
  const path = `/w/${team.workspace.workspaceId}/c/${await createChannel(team, 'words')}`;
  const page = await visit(server, { as: team.ada, path, locale: 'de-DE', viewport: { width: 1280, height: 800 } });
  await expect(page.getByRole('textbox', { name: /^Nachricht an/ })).toBeVisible();
  await page.evaluate(() => {
    document.documentElement.dataset['textSize'] = 'largest';
  });
  await page.getByRole('button', { name: 'Mitglieder' }).click();
  const box = await page.getByRole('button', { name: 'Personen hinzufügen' }).boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(1280 - 16);

  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/settings/appearance');
  const parts = page.getByRole('navigation', { name: 'Einstellungen' }).getByRole('link');
  await expect(parts).toHaveCount(4);
  await page.evaluate(() => {
    document.documentElement.dataset['textSize'] = 'largest';
  });
  for (const part of await parts.all()) await expect(part).toBeInViewport({ ratio: 1 });
});
