import type { Locator } from '@playwright/test';
import { createChannel, found, type Team } from '../support/e2e-person.ts';
import { log, row, rows, texts } from '../support/e2e-screen.ts';
import { serve } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e-test.ts';

const COUNT = 170;
const server = serve({ sendLimit: 1_000 });
const TEXTS = Array.from({ length: COUNT }, (_, index) => `Letter ${index + 1}.${' And so on.'.repeat(index % 9)}`);
let team: Team;
let path: string;
const seqs: number[] = [];
test.beforeAll(async () => {
  team = await found(server);
  const channelId = await createChannel(team, 'letters');
  path = `/w/${team.workspace.workspaceId}/c/${channelId}`;
  for (const text of TEXTS) seqs.push((await team.ada.say(channelId, text)).seq);
});

/** The first message that is whole on screen, and how far below the list's edge it stands. */
const firstOnScreen = (list: Locator): Promise<{ readonly seq: string; readonly offset: number }> =>
  list.evaluate((scroller) => {
    const { top } = scroller.getBoundingClientRect();
    for (const one of scroller.querySelectorAll<HTMLElement>('article[data-seq]')) {
      const offset = one.getBoundingClientRect().top - top;
      if (offset >= 0) return { seq: one.dataset['seq'] ?? '', offset };
    }
    throw new Error('no message is on screen');
  });

const offsetOf = (list: Locator, seq: string): Promise<number> =>
  list.evaluate((scroller, wanted) => {
    const one = scroller.querySelector(`article[data-seq="${wanted}"]`);
    return (one?.getBoundingClientRect().top ?? Number.NaN) - scroller.getBoundingClientRect().top;
  }, seq);

test('older pages come while one scrolls up, and what one reads stays where it is', async ({ visit }) => {
  const page = await visit(server, { as: team.bob, path });
  await page
    .getByRole('button', { name: 'Jump to latest' })
    .or(row(page, `Letter ${COUNT}.`))
    .first()
    .click();
  await expect(row(page, `Letter ${COUNT}.`)).toBeInViewport();
  let loaded = await rows(page).count();
  expect(loaded).toBeLessThan(COUNT);
  while (loaded < COUNT) {
    await log(page).evaluate((scroller) => {
      scroller.scrollTop = 150;
    });
    const before = await firstOnScreen(log(page));
    await expect.poll(() => rows(page).count()).toBeGreaterThan(loaded);
    expect(Math.abs((await offsetOf(log(page), before.seq)) - before.offset)).toBeLessThan(2);
    loaded = await rows(page).count();
  }
  expect(await texts(page)).toEqual(TEXTS);
});

test('a permalink opens around its message, and the way to the latest is short', async ({ visit }) => {
  const page = await visit(server, { as: team.cy, path: `${path}/m/${seqs[59]}` });
  await expect(row(page, /^.*Letter 60\./)).toBeInViewport();
  await expect(row(page, 'Letter 59.')).toBeInViewport();
  await expect(row(page, 'Letter 61.')).toBeInViewport();
  await expect(row(page, `Letter ${COUNT}.`)).toHaveCount(0);
  await page.getByRole('button', { name: 'Jump to latest' }).click();
  await expect(row(page, `Letter ${COUNT}.`)).toBeInViewport();
});
