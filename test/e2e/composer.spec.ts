import type { Page } from '@playwright/test';
import { createChannel, found, type Team } from '../support/e2e-person.ts';
import { composer, inside, place, row } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, PHONE, test } from '../support/e2e-test.ts';

const server = serve();
let team: Team;
let plans: string;
test.beforeAll(async () => {
  team = await found(server);
  plans = await createChannel(team, 'plans');
  await createChannel(team, 'cellar', 'private');
});

/** Pastes as the browser does, with what it would find on the clipboard. */
const paste = (page: Page, kinds: Readonly<Record<string, string>>): Promise<void> =>
  composer(page).evaluate((field, entries) => {
    const clipboardData = new DataTransfer();
    for (const [type, text] of Object.entries(entries)) clipboardData.setData(type, text);
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, kinds);

test('formats come by keys, by buttons and from the clipboard, and can be taken back', async ({ visit }) => {
  const ada = await visit(server, { as: team.ada, silent: true });
  await inside(ada, '#general');
  const field = composer(ada);
  // Safari says by its code only that this Enter ends the writing of a word.
  await field.fill('エンジン');
  await field.evaluate((area) => {
    const ended = new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true });
    return area.dispatchEvent(ended);
  });
  await expect(field).toHaveValue('エンジン');
  await field.fill('');
  await field.evaluate((area) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'the whole log\n'.repeat(15_000));
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(field).toHaveValue(/^(?:the whole log\n){15000}$/);
  await field.fill('');

  // What is written from right to left has its marks on the right, too.
  await field.fill('- אחת\n\n> שתיים');
  await field.press('Enter');
  for (const part of await row(ada, 'אחת').locator('ul, blockquote').all()) {
    await expect(part).toHaveCSS('direction', 'rtl');
  }
  await expect(row(ada, 'אחת').locator('ul, blockquote')).toHaveCount(2);

  await field.pressSequentially('A new engine');
  await ada.keyboard.press('Control+Shift+ArrowLeft');
  await ada.keyboard.press('Control+b');
  await expect(field).toHaveValue('A new **engine**');
  await ada.keyboard.press('Control+z');
  await expect(field).toHaveValue('A new engine');
  await field.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(6, 12));
  await ada.keyboard.press('Control+b');
  await expect(field).toHaveValue('A new **engine**');
  await ada.keyboard.press('Control+b');
  await expect(field).toHaveValue('A new engine');

  await field.fill('');
  await ada.keyboard.press('Control+Shift+8');
  await field.pressSequentially('cards');
  await ada.keyboard.press('Shift+Enter');
  await field.pressSequentially('wheels');
  await ada.keyboard.press('Shift+Enter');
  await ada.keyboard.press('Shift+Enter');
  await expect(field).toHaveValue('- cards\n- wheels\n');

  await paste(ada, {
    'text/plain': 'see this now',
    'text/html': 'see <a href="https://example.org">this</a> <b>now</b>',
  });
  await expect(field).toHaveValue('- cards\n- wheels\nsee [this](https://example.org) **now**');
  await field.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(2, 7));
  await paste(ada, { 'text/plain': 'https://example.org/cards' });
  await expect(field).toHaveValue(/^- \[cards\]\(https:\/\/example\.org\/cards\)\n/);

  await ada.keyboard.press('Control+Shift+p');
  const preview = ada.getByRole('region', { name: 'Preview' });
  await expect(preview.getByRole('listitem')).toHaveText(['cards', 'wheels']);
  await expect(preview.getByRole('link', { name: 'this' })).toHaveAttribute('href', 'https://example.org');
  await ada.keyboard.press('Escape');
  await expect(field).toBeFocused();

  await field.fill('quoted');
  await ada.getByRole('button', { name: 'Formatting' }).click();
  await ada.getByRole('toolbar', { name: 'Formatting' }).getByRole('button', { name: 'Quote' }).click();
  await expect(field).toHaveValue('> quoted');
  await expect(field).toBeFocused();
  await ada.reload();
  await expect(ada.getByRole('toolbar', { name: 'Formatting' })).toBeVisible();
  await expect(field).toHaveValue('> quoted');
  await field.press('Enter');
  await expect(row(ada, 'quoted').locator('blockquote')).toHaveText('quoted');
});

/** The device forgets what people are called, as when their names never came that far. */
const forgetNames = (page: Page, userId: string): Promise<void> =>
  page.evaluate(async (name) => {
    const answer = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error(name)));
      });
    const db = await answer(indexedDB.open(name));
    const entities = db.transaction('entities', 'readwrite').objectStore('entities');
    const known = (await answer(entities.getAllKeys())).filter(
      (key) => typeof key === 'string' && key.startsWith('profile:'),
    );
    if (known.length === 0) throw new Error('no name was known');
    await Promise.all(known.map((key) => answer(entities.delete(key))));
    db.close();
  }, `parley-${userId}`);

test('people of the conversation come first after @, channels after #, and each reader sees what they may', async ({
  visit,
}) => {
  const [ada, bob] = [await visit(server, { as: team.ada, silent: true }), await visit(server, { as: team.bob })];
  const secret = await team.ada.call('channel.create', {
    workspaceId: team.workspace.workspaceId,
    name: 'secret-plans',
    kind: 'private',
  });
  await place(ada, 'plans').click();
  await inside(ada, '#plans');
  await inside(bob, '#general');
  const field = composer(ada);
  const channels = ada.getByRole('listbox', { name: 'Channels to name' });
  await field.pressSequentially('See #plan');
  await expect(channels.getByRole('option').first()).toHaveText(/^plans/);
  await expect(field).toHaveAttribute('aria-activedescendant', /.+/);
  await ada.keyboard.press('Enter');
  await expect(field).toHaveValue('See #plans ');
  await expect(channels).toHaveCount(0);
  await field.pressSequentially('and #secret');
  await expect(channels.getByRole('option')).toHaveText([/^secret-plans/]);
  await ada.keyboard.press('Tab');
  // Where the caret goes elsewhere, a key is for the text again.
  await field.pressSequentially('with @cy');
  const people = ada.getByRole('listbox', { name: 'People to mention' });
  await expect(people).toBeVisible();
  await ada.keyboard.press('ArrowLeft');
  await expect(people).toHaveCount(0);
  await ada.keyboard.press('ArrowRight');
  await ada.keyboard.press('Backspace');
  await expect(people).toBeVisible();
  await field.evaluate((area: HTMLTextAreaElement) => {
    area.setSelectionRange(0, 0);
    area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true, cancelable: true }));
  });
  await expect(people).toHaveCount(0);
  await expect(field).toHaveValue('See #plans and #secret-plans with @c');
  await ada.keyboard.press('End');
  await ada.keyboard.press('Backspace');
  await field.pressSequentially('bob');
  await expect(people.getByRole('option').first()).toHaveText(/^Bob Babbage/);
  await ada.keyboard.press('Enter');
  await expect(field).toHaveValue('See #plans and #secret-plans with @Bob Babbage ');
  const { href } = new URL(ada.url());
  const blank = { contentType: 'text/html', body: '<link rel="icon" href="data:,">' };
  await ada.route('**/blank', (route) => route.fulfill(blank));
  await ada.goto('/blank');
  await forgetNames(ada, team.ada.userId);
  await ada.goto(href);
  await expect(field).toHaveValue('See #plans and #secret-plans with @Bob Babbage ');
  await field.press('Enter');

  // The same while a message is changed, where Escape closes the list first.
  await field.press('ArrowUp');
  const editor = ada.getByRole('textbox', { name: 'Edit message' });
  await editor.pressSequentially(' or @cy');
  await expect(people.getByRole('option')).toHaveText([/^Cy /]);
  await expect(people).toBeInViewport({ ratio: 1 });
  await ada.keyboard.press('Escape');
  await expect(people).toHaveCount(0);
  await ada.keyboard.press('Backspace');
  await expect(people.getByRole('option').first()).toHaveText(/^Cy Curie/);
  await ada.keyboard.press('Enter');
  await expect(editor).toHaveValue(/ or @Cy Curie $/);
  await ada.keyboard.press('Enter');
  await expect(row(ada, 'with @Bob Babbage').getByText('@Cy Curie', { exact: true })).toBeVisible();

  await place(bob, /^plans/).click();
  const [own, other] = [row(ada, 'with @Bob Babbage'), row(bob, 'with @Bob Babbage')];
  await expect(own.getByRole('link', { name: '#secret-plans' })).toBeVisible();
  await expect(other).toContainText('See #plans and #private channel with @Bob Babbage');
  await expect(other.getByRole('link', { name: '#plans' })).toHaveAttribute('href', new RegExp(`/c/${plans}$`));
  await expect(bob.locator('body')).not.toContainText('secret-plans');
  await own.getByRole('link', { name: '#secret-plans' }).click();
  await inside(ada, '#secret-plans');
  expect(secret.own.channel.name).toBe('secret-plans');
});

test('a draft is in both tabs, but never written over while one types', async ({ visit }) => {
  const first = await visit(server, { as: team.bob });
  await inside(first, '#general');
  const second = await first.context().newPage();
  await second.goto(first.url());
  await inside(second, '#general');
  await composer(first).pressSequentially('half a ');
  await expect(composer(second)).toHaveValue('half a ');
  await composer(second).press('End');
  await composer(second).pressSequentially('thought');
  await expect(composer(first)).toHaveValue('half a thought');
  await composer(first).press('End');
  await Promise.all([
    composer(first).pressSequentially(' of mine, which goes on and on', { delay: 20 }),
    composer(second).evaluate(() => undefined),
  ]);
  await expect(composer(second)).toHaveValue('half a thought of mine, which goes on and on');
  await first.reload();
  await expect(composer(first)).toHaveValue('half a thought of mine, which goes on and on');
  await composer(first).press('Enter');
  for (const page of [first, second]) await expect(composer(page)).toHaveValue('');
});

test('on a phone the composer grows to half the screen and its buttons are large enough', async ({ visit }) => {
  const ada = await visit(server, { as: team.ada, ...PHONE });
  await place(ada, /^general/).tap();
  await inside(ada, '#general');
  // Where its file cannot be fetched for a moment, it comes as soon as it can.
  const file = '**/assets/toolbar-*.js';
  await ada.route(file, (route) => route.abort());
  const failed = ada.waitForEvent('requestfailed', (request) => request.url().includes('/assets/toolbar-'));
  await ada.getByRole('button', { name: 'Formatting' }).tap();
  await failed;
  await ada.unroute(file);
  await expect(ada.getByRole('toolbar', { name: 'Formatting' })).toBeVisible();
  const tools = ada.getByRole('toolbar', { name: 'Formatting' }).getByRole('button');
  for (const button of await tools.all()) {
    const box = await button.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  }
  await composer(ada).fill(Array.from({ length: 60 }, (_, index) => `line ${index}`).join('\n'));
  const { height } = (await composer(ada).boundingBox()) ?? { height: 0 };
  expect(height).toBeGreaterThan(844 * 0.4);
  expect(height).toBeLessThanOrEqual(844 * 0.5);
  expect(await ada.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  await composer(ada).fill('**loud**');
  await ada.getByRole('button', { name: 'Preview' }).tap();
  await expect(ada.getByRole('region', { name: 'Preview' }).locator('strong')).toHaveText('loud');
  await ada.getByRole('button', { name: 'Send' }).tap();
  await expect(row(ada, 'loud').locator('strong')).toBeVisible();
  // Enter makes a new line there, and goes on with a list, once what helps with writing has come: it is fetched with the first key.
  const helps = ada.waitForRequest(/\/assets\/tools-/);
  await composer(ada).pressSequentially('- milk');
  await ada.evaluate(`import('${(await helps).url()}').then(() => undefined)`);
  await composer(ada).press('Enter');
  await composer(ada).pressSequentially('bread');
  await ada.getByRole('button', { name: 'Send' }).tap();
  await expect(row(ada, 'milk').getByRole('listitem')).toHaveText(['milk', 'bread']);
});
