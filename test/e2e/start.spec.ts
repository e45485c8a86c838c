import type { Page } from '@playwright/test';
import { keptOn } from '../support/e2e-device.ts';
import { createChannel, found, type Team } from '../support/e2e-person.ts';
import { composer, inside, log, place, row, rows, say } from '../support/e2e-screen.ts';
import { framesOf } from '../support/e2e-scrolling.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';

const server = serve();
let team: Team;
test.beforeAll(async () => {
  team = await found(server);
});

interface Start {
  /** What came into the page, the first first. */
  readonly order: string[];
  /** Where the conversation was drawn, each place once. */
  readonly boxes: string[];
}

/** Runs in the page, before the app. */
function noteStart(): void {
  const start: Start = { order: [], boxes: [] };
  Object.assign(window, { start });
  const note = (list: keyof Start, sight: string | false | undefined): void => {
    if (sight && !start[list].includes(sight)) start[list].push(sight);
  };
  new MutationObserver(() => {
    note('order', document.querySelector('[role="log"] [data-row]') !== null && 'message');
    note('order', document.querySelector('nav[aria-label="Conversations"]') !== null && 'list');
    const box = document.querySelector('main section')?.getBoundingClientRect();
    note('boxes', box && JSON.stringify(box));
  }).observe(document, { childList: true, subtree: true });
}

test('a start draws the kept conversation first, the list beside it next, and nothing moves', async ({ visit }) => {
  const ada = await visit(server, { as: team.ada });
  await inside(ada, '#general');
  for (const text of ['Above', 'Between', 'Below']) await say(ada, text);
  await expect.poll(() => keptOn(ada, 'timelines')).toContain('Below');
  await ada.context().addInitScript(noteStart);
  // The second start has what the first one kept.
  for (let time = 0; time < 2; time += 1) {
    await ada.goto(`${server.url}/`);
    await inside(ada, '#general');
    await expect(row(ada, 'Below')).toBeVisible();
    await expect(place(ada, 'general')).toHaveAttribute('aria-current', 'page');
  }
  await expect(composer(ada)).toBeFocused();
  const start = await ada.evaluate<Start>('window.start');
  expect(start.order).toEqual(['message', 'list']);
  expect(start.boxes).toHaveLength(1);
});

test('a conversation goes on without the list beside it, which is tried again', async ({ visit }) => {
  const bob = await visit(server, { as: team.bob });
  await inside(bob, '#general');
  const width = () => bob.locator('main').evaluate((main) => main.getBoundingClientRect().width);
  const whole = await width();
  const chunk = '**/assets/places-*.js';
  await bob.route(chunk, (route) => route.abort());
  await bob.reload();
  await inside(bob, '#general');
  await say(bob, 'On my own');
  await expect(bob.getByRole('heading', { name: 'The list of conversations could not be shown' })).toBeVisible();
  expect(await width()).toBe(whole);
  await bob.unroute(chunk);
  await bob.getByRole('button', { name: 'Try again' }).click();
  await expect(place(bob, 'general')).toBeVisible();
});

const LOOKS = {
  'at a desk': {},
  'on a phone': { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};
for (const [where, looks] of Object.entries(LOOKS)) {
  test(`the field for messages is written in before the rest of it comes, moves nothing, and is tried again: ${where}`, async ({
    visit,
  }) => {
    const { workspaceId, generalChannelId } = team.workspace;
    const ada = await visit(server, { as: team.ada, path: `/w/${workspaceId}/c/${generalChannelId}`, ...looks });
    await inside(ada, '#general');
    await say(ada, `Nothing moves ${where}`);
    await composer(ada).pressSequentially('@bob');
    await ada.getByRole('listbox').getByRole('option').first().click();
    // The line after the last break is empty, and has its room.
    for (const line of ['and another', 'then a third', '']) {
      await ada.keyboard.press('Shift+Enter');
      await ada.keyboard.insertText(line);
    }
    await ada.getByRole('button', { name: 'Formatting' }).click();
    await expect(ada.getByRole('toolbar')).toBeVisible();
    const box = () => log(ada).evaluate((list) => list.getBoundingClientRect().toJSON() as unknown);
    const whole = await box();
    const draft = '@Bob Babbage \nand another\nthen a third\n';
    let gone = true;
    await expect.poll(() => keptOn(ada, 'drafts')).toContain(JSON.stringify('\nthen a third\n').slice(1));
    const looked = Promise.withResolvers<void>();
    await ada.route('**/assets/composer-*.js', async (route) => {
      await looked.promise;
      await (gone ? route.abort() : route.continue());
    });
    await ada.reload();
    await expect(row(ada, `Nothing moves ${where}`)).toBeVisible();
    const room = ada.getByRole('textbox', { name: 'Message #general' });
    await expect(room).toHaveValue(draft);
    await expect(composer(ada)).toHaveCount(0);
    expect(await box()).toEqual(whole);
    // What says that it failed has room of its own.
    looked.resolve();
    await expect(ada.getByRole('alert')).toContainText('Part of the field for messages could not be loaded.');
    await ada.getByRole('button', { name: 'Try again' }).click();
    await expect(ada.getByRole('button', { name: 'Reload Parley' })).toBeVisible();
    if (where === 'at a desk') {
      // One writes, and sends, without the rest; who reads stays there.
      await room.press('Control+a');
      await ada.keyboard.insertText('Before the rest');
      await ada.keyboard.press('Enter');
      await expect(row(ada, 'Before the rest')).toBeVisible();
      await room.fill(draft);
      await log(ada).focus();
      gone = false;
      await expect(composer(ada)).toHaveValue(draft);
      await expect(log(ada)).toBeFocused();
    } else {
      await room.press('Control+Home');
      await ada.keyboard.insertText('Dear ');
      // A word that is being composed is brought to its end before the field is another.
      const keyboard = await ada.context().newCDPSession(ada);
      await keyboard.send('Input.imeSetComposition', { text: 'ol', selectionStart: 2, selectionEnd: 2 });
      const fetched = ada.waitForResponse('**/assets/composer-*.js');
      gone = false;
      await (await fetched).finished();
      await framesOf(ada, 30);
      await keyboard.send('Input.insertText', { text: 'old ' });
      await expect(composer(ada)).toBeFocused();
      await expect(composer(ada)).toHaveValue(`Dear old ${draft}`);
    }
    expect(await box()).toEqual(whole);
  });
}

test('the field for messages takes no focus from who is in the list of conversations when it comes', async ({
  visit,
}) => {
  const ada = await visit(server, { as: team.ada });
  await inside(ada, '#general');
  const { promise, resolve } = Promise.withResolvers<void>();
  await ada.route('**/assets/composer-*.js', (route) => promise.then(() => route.continue()));
  await ada.reload({ waitUntil: 'commit' });
  await expect(ada.getByRole('textbox', { name: 'Message #general' })).toBeFocused();
  await place(ada, 'general').focus();
  resolve();
  await expect(composer(ada)).toBeVisible();
  await expect(place(ada, 'general')).toBeFocused();
});

test('who waits for messages in their list keeps its focus, and has the newest at its end', async ({ visit }) => {
  const lines = Array.from({ length: 30 }, (_, at) => `Line ${at}`).join('\n');
  const channelId = await createChannel(team, 'long');
  for (const last of ['One', 'Two', 'Three']) await team.ada.say(channelId, `${lines}\n${last}`);
  const ada = await visit(server, { as: team.ada, path: '/dev/inbox.json' });
  await ada.routeWebSocket(/./, () => undefined);
  const { promise, resolve } = Promise.withResolvers<void>();
  await ada.route('**/api/message.list', (route) => promise.then(() => route.continue()));
  await ada.goto(`/w/${team.workspace.workspaceId}/c/${channelId}`);
  await inside(ada, '#long');
  await log(ada).focus();
  await expect(rows(ada)).toHaveCount(0);
  resolve();
  await expect(row(ada, 'Three')).toBeInViewport();
  await expect
    .poll(() => log(ada).evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight))
    .toBeLessThan(2);
  await expect(log(ada)).toBeFocused();
});

/** When a file with such a name came, and when something was painted first, in milliseconds since the page began; 0: not yet. */
const cameAt = (page: Page, part: string): Promise<number> =>
  page.evaluate((name) => {
    const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    return files.find((file) => file.name.includes(name))?.responseEnd ?? 0;
  }, part);
const paintedAt = (page: Page): Promise<number> =>
  page.evaluate(() => performance.getEntriesByName('first-paint')[0]?.startTime ?? 0);

test('the chosen colours are there before anything is painted, and the mark of Parley before there is an app', async ({
  visit,
}) => {
  const page = await visit(server, { path: '/dev/inbox.json', colorScheme: 'light' });
  await page.evaluate(() => localStorage.setItem('parley.preferences', JSON.stringify({ theme: 'dark' })));
  const early = Promise.withResolvers<void>();
  const app = Promise.withResolvers<void>();
  await page.route('**/assets/early-*.js', (route) => early.promise.then(() => route.continue()));
  await page.route('**/assets/app-*.js', (route) => app.promise.then(() => route.continue()));
  const session = Promise.withResolvers<void>();
  await page.route('**/api/session.refresh', (route) => session.promise.then(() => route.continue()));
  await page.goto('/log-in', { waitUntil: 'commit' });
  await expect.poll(() => cameAt(page, '/assets/style-')).toBeGreaterThan(0);
  early.resolve();
  await expect.poll(() => paintedAt(page)).toBeGreaterThan(0);
  expect(await paintedAt(page)).toBeGreaterThan(await cameAt(page, '/assets/early-'));
  // Whether a browser would have painted before that is a race: what forbids it is there.
  await expect(page.locator('script[src*="/early-"]')).toHaveAttribute('blocking', 'render');
  const mark = page.locator('#root svg');
  await expect(mark).toBeVisible();
  const before = await mark.boundingBox();
  const colours = await page.evaluate(() => getComputedStyle(document.body).colorScheme);
  expect(colours).toBe('dark');
  const late = page.getByText('This takes longer than it should.');
  await expect(late).toBeHidden();
  await page.evaluate(() =>
    document
      .getAnimations()
      .forEach((animation) => animation.effect?.getComputedTiming().iterations === 1 && animation.finish()),
  );
  await expect(late).toBeVisible();

  // The app shows the same mark at the same place, without a beginning, for as long as it knows nothing.
  app.resolve();
  await expect(page.getByRole('status', { name: 'Loading' })).toBeVisible();
  expect(await mark.boundingBox()).toEqual(before);
  session.resolve();
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await expect(late).toHaveCount(0);
});

test('an app that has come before the rest of its page waits for it', async ({ visit }) => {
  const page = await visit(server, { path: '/dev/inbox.json' });
  const rest = Promise.withResolvers<void>();
  await page.route('**/rest-of-the-page.js', async (route) => {
    await rest.promise;
    return route.fulfill({ contentType: 'text/javascript', body: '' });
  });
  await page.route('**/log-in', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('<body>', '<body><script src="/rest-of-the-page.js"></script>');
    return route.fulfill({ response, body });
  });
  await page.goto('/log-in', { waitUntil: 'commit' });
  await expect.poll(() => cameAt(page, '/assets/pages-')).toBeGreaterThan(0);
  await page.evaluate(async () => {
    const app = document.querySelector<HTMLScriptElement>('script[src*="/app-"]');
    await import(app?.src ?? '');
  });
  await expect(page.locator('#root')).toHaveCount(0);
  rest.resolve();
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
});

test('what a start runs is compiled beside it', async ({ request }) => {
  const page = await request.get(server.url);
  const names = [...(await page.text()).matchAll(/src="(?<name>\/assets\/(?:early|app)-[^"]+)"/g)];
  expect(names).toHaveLength(2);
  for (const { groups } of names) {
    const file = await request.get(server.url + (groups?.['name'] ?? ''));
    expect(await file.text()).toMatch(/^\/\/# allFunctionsCalledOnLoad\n/);
  }
});
