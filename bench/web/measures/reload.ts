/** A start on a device that knows the conversation: the service worker has the app, IndexedDB the messages. */
import type { BrowserContext } from '@playwright/test';
import { inside } from '../../../test/support/e2e-screen.ts';
import { atMost, type Figure } from '../figures.ts';
import { median, ms, quantile } from '../percentiles.ts';
import { type Stage, visit } from '../stage.ts';

const TIMES = 15;
const MOST_MS = 400;
const WINDOW_MS = 1_000;

export async function measureReload(stage: Stage): Promise<readonly Figure[]> {
  const { page, context } = await visit(stage, { as: stage.team.ada });
  await page.goto(stage.places.garden.path);
  await inside(page, '#garden');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  // What is on screen is kept a moment later; leaving the page keeps it at once.
  await page.reload();
  await page.waitForFunction(() => window.probe.shownAt > 0);
  await page.close();
  const online = await openings(stage, context);
  await context.setOffline(true);
  const offline = await openings(stage, context);
  await context.close();
  return [figure('with the network', online), figure('without a network', offline)];
}

const figure = (how: string, took: readonly number[]): Figure =>
  atMost(
    `new tab → the last conversation's newest message on screen, ${how}`,
    `median ${ms(median(took))}, p95 ${ms(quantile(took, 0.95))}, best ${ms(Math.min(...took))} (${took.length} times)`,
    median(took),
    MOST_MS,
    'ms (median)',
  );

/** Opens the address of the workspace in a new tab, again and again. @returns milliseconds from the navigation to the frame */
async function openings(stage: Stage, context: BrowserContext): Promise<readonly number[]> {
  const took: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const { page } = await visit(stage, { beside: context, slower: 4 });
    // Each tab is a window of its own here, and the browser's bars take the processor first.
    await page.waitForTimeout(WINDOW_MS);
    await page.goto('/', { waitUntil: 'commit' });
    await page.waitForFunction(() => window.probe.shownAt > 0);
    took.push(await page.evaluate(() => window.probe.shownAt));
    await page.close();
  }
  return took;
}
