import type { Page } from '@playwright/test';
import type { Message } from '../../protocol/message.ts';
import { createChannel, found, type Team } from '../support/e2e-person.ts';
import { composer, inside, log, place, row, say } from '../support/e2e-screen.ts';
import { jumpsWhile, offsetOf, onScreen } from '../support/e2e-scrolling.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';

const COUNT = 2_400;
const WRITERS = 12;
const server = serve({ sendLimit: 100_000 });
const textOf = (index: number): string => `Letter ${index}.${' And so on, and so on.'.repeat(index % 11)}`;
let team: Team;
let channelId: string;
let path: string;
test.beforeAll(async () => {
  team = await found(server);
  channelId = await createChannel(team, 'letters');
  path = `/w/${team.workspace.workspaceId}/c/${channelId}`;
  const people = [team.ada, team.bob, team.cy];
  let next = 0;
  const write = async (writer: number): Promise<void> => {
    while (next < COUNT) await people[writer % people.length]?.say(channelId, textOf((next += 1)));
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
});

const toLatest = (page: Page) => page.getByRole('button', { name: /Jump to latest/ });

test('nothing moves while pages come, messages arrive and others change', async ({ visit }) => {
  const page = await visit(server, { as: team.bob, path });
  await toLatest(page).click();
  await expect(toLatest(page)).toHaveCount(0);
  const [last = 0] = (await onScreen(page)).toReversed();
  expect(await jumpsWhile(page, { steps: 5, by: -500 })).toEqual([]);
  const arriving = Promise.all(Array.from({ length: 20 }, (_, index) => team.ada.say(channelId, `News ${index}`)));
  expect(await jumpsWhile(page, { steps: 120, by: -500 })).toEqual([]);
  await arriving;
  await expect(page.getByRole('button', { name: '20 new' })).toBeVisible();
  const [first = 0] = await onScreen(page);
  expect(first).toBeLessThan(last - 700);
  expect(await log(page).locator('[data-row]').count()).toBeLessThan(80);

  // Messages above the screen become much longer: one that was never on screen, then the last one before it.
  const before = await offsetOf(page, first);
  const { messages } = await team.bob.call('message.list', { channelId, before: first, limit: 12 });
  const lengthen = async (text: string, message?: Message): Promise<void> => {
    const author = [team.ada, team.bob, team.cy].find(({ userId }) => userId === message?.author);
    await author?.call('message.edit', { channelId, seq: message?.seq ?? 0, text: text.repeat(12) });
  };
  await lengthen('Longer where nobody looks.\n', messages[0]);
  await lengthen('Much longer now.\n', messages.at(-1));
  await expect(row(page, 'Much longer now.')).toBeAttached();
  expect(Math.abs((await offsetOf(page, first)) - before)).toBeLessThanOrEqual(1);

  expect(await jumpsWhile(page, { steps: 40, by: 500 })).toEqual([]);
  await say(page, 'That was long');
  await expect(row(page, 'That was long')).toBeInViewport();
  await expect(toLatest(page)).toHaveCount(0);
  await team.ada.say(channelId, 'And you are back');
  await expect(row(page, 'And you are back')).toBeInViewport();
});

test('a permalink opens around its message, and the way to the latest is short', async ({ visit }) => {
  const { messages } = await team.cy.call('message.list', { channelId, around: 1_200, limit: 3 });
  const [before, wanted, after] = messages.map(({ seq }) => seq);
  const page = await visit(server, { as: team.cy, path: `${path}/m/${wanted}` });
  const message = (seq = 0) => log(page).locator(`[data-seq="${seq}"]`);
  for (const seq of [before, wanted, after]) await expect(message(seq)).toBeInViewport();
  // It stands out without a motion, and nothing below it counts as read.
  await expect(message(wanted)).not.toHaveCSS('background-color', 'rgba(0, 0, 0, 0)');
  await expect(page.getByRole('button', { name: '100+ new' })).toBeVisible();
  await expect(place(page, /^letters\b.*unread$/)).toBeVisible();
  const middle = await offsetOf(page, wanted ?? 0);
  const height = await log(page).evaluate((list) => list.clientHeight);
  expect(Math.abs(middle - height / 2)).toBeLessThan(height / 4);
  await toLatest(page).click();
  await expect(toLatest(page)).toHaveCount(0);
  await team.ada.say(channelId, 'The newest of all');
  await expect(row(page, 'The newest of all')).toBeInViewport();

  // The same message once more, from elsewhere.
  await place(page, /^general/).click();
  await inside(page, '#general');
  await page.evaluate((address) => {
    history.pushState(null, '', address);
    dispatchEvent(new PopStateEvent('popstate'));
  }, `${path}/m/${wanted}`);
  for (const seq of [before, wanted, after]) await expect(message(seq)).toBeInViewport();

  const gone = await team.ada.say(channelId, 'Soon gone');
  await team.ada.call('message.delete', { channelId, seq: gone.seq });
  await page.goto(`${path}/m/${gone.seq}`);
  const missing = page.getByText('This message is not here');
  await expect(missing).toBeVisible();
  await expect(row(page, 'The newest of all')).toBeInViewport();

  // Who asks for a day did not ask for its first message, which is deleted.
  const { workspaceId } = team.workspace;
  const { own } = await team.cy.call('direct.start', { workspaceId, userIds: [team.bob.userId] });
  const direct = own.channel.channelId;
  for (let index = 1; index <= 3; index += 1) await team.bob.say(direct, textOf(index));
  await team.bob.call('message.delete', { channelId: direct, seq: 1 });
  await page.goto(`/w/${workspaceId}/c/${direct}`);
  await expect(row(page, 'Letter 2.')).toBeInViewport();
  await page.getByRole('button', { name: 'Today, jump to a date' }).first().click();
  const menu = page.getByRole('dialog', { name: 'Jump to a date' });
  await menu.getByText('The very beginning').click();
  await expect(menu).toHaveCount(0);
  await offsetOf(page, 2);
  expect(await missing.count()).toBe(0);
});

test('a permalink stays at its message when the pages around it come at once', async ({ visit }) => {
  const short = await createChannel(team, 'notes');
  const sent: Message[] = [];
  for (let index = 1; index <= 120; index += 1) sent.push(await team.ada.say(short, `Note ${index}.`));
  const { workspaceId } = team.workspace;
  for (const index of [30, 60, 90]) {
    const wanted = sent[index - 1]?.seq ?? 0;
    const page = await visit(server, { as: team.bob, path: `/w/${workspaceId}/c/${short}/m/${wanted}` });
    // All of it is there, and nothing moves any more.
    await expect.poll(() => log(page).evaluate((list) => list.scrollHeight)).toBeGreaterThan(120 * 20);
    await log(page).evaluate(async () => {
      for (let frame = 0; frame < 20; frame += 1) await new Promise(requestAnimationFrame);
    });
    await expect(log(page).locator(`[data-seq="${wanted}"]`)).toBeInViewport();
  }
  // What is unread leads others astray who walk from one unread conversation to the next.
  const { seq = 0, ord = 0 } = sent.at(-1) ?? {};
  for (const person of [team.bob, team.cy])
    await person.call('readMarker.move', { markers: [{ channelId: short, readSeq: seq, readOrd: ord }] });
});

test('from a day one goes to another, and by keyboard from message to message', async ({ visit }) => {
  const page = await visit(server, { as: team.ada, path });
  await page.getByRole('button', { name: 'Today, jump to a date' }).first().click();
  const menu = page.getByRole('dialog', { name: 'Jump to a date' });
  await menu.getByText('The very beginning').click();
  await expect(menu).toHaveCount(0);
  await expect(page.getByRole('heading', { name: '#letters', level: 2 })).toBeVisible();
  await expect(page.getByRole('separator', { name: 'Today' })).toBeAttached();

  // Who goes to the end while a day is looked for stays there.
  await page.getByRole('button', { name: 'Today, jump to a date' }).first().click();
  const pill = await toLatest(page).elementHandle();
  await menu.evaluate((shown: HTMLElement, jump) => {
    for (const choice of shown.querySelectorAll('button')) if (choice.textContent === 'A week ago') choice.click();
    shown.hidePopover();
    if (jump instanceof HTMLElement) jump.click();
  }, pill);
  await expect(toLatest(page)).toHaveCount(0);
  await team.bob.say(channelId, 'The end');
  await expect(row(page, 'The end')).toBeInViewport();
  await log(page).focus();
  await page.keyboard.press('ArrowUp');
  await expect(row(page, 'The end')).toBeFocused();
  for (let step = 0; step < 40; step += 1) await page.keyboard.press('ArrowUp');
  const focused = page.locator('[data-row]:focus');
  await expect(focused).toBeInViewport();
  const seq = await focused.getAttribute('data-seq');
  // Far away from it, the row still has the focus, and arrows go on from there.
  expect(await jumpsWhile(page, { steps: 30, by: -500 })).toEqual([]);
  await expect(focused).toHaveAttribute('data-seq', seq ?? '');
  await expect(focused).not.toBeInViewport();
  await page.keyboard.press('End');
  await expect(row(page, 'The end')).toBeFocused();
  await expect(row(page, 'The end')).toBeInViewport();
  await page.keyboard.press('Home');
  await expect(focused).toBeInViewport();
  await composer(page).focus();
  await expect(focused).toHaveCount(0);
});
