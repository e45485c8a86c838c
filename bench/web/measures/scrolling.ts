/** A channel of 50,000 messages: frames while one scrolls up through it, and whether what one reads ever jumps. */
import type { Page } from '@playwright/test';
import { inside, log } from '../../../test/support/e2e-screen.ts';
import { atMost, type Figure } from '../figures.ts';
import { isSeen, jumpOf, type Sight, type Step } from '../jumps.ts';
import { median, ms, quantile } from '../percentiles.ts';
import { type Stage, visit } from '../stage.ts';

const STEPS = 300;
/** One notch of a wheel, CSS pixels. */
const NOTCH = 120;
const FRAME_MS = 36;

export async function measureScrolling(stage: Stage): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const slower of [1, 4]) {
    const { page, context } = await visit(stage, { as: stage.team.ada, slower });
    await page.goto(stage.places.archive.path);
    await inside(page, '#archive');
    await page.waitForFunction(() => window.probe.shownAt > 0);
    await log(page).hover();
    const speed = slower === 1 ? 'full speed' : `${slower}× slower`;
    figures.push(...(await jumps(page, speed)), await frames(page, speed));
    await context.close();
  }
  return figures;
}

/** Notch by notch, each looked at until all stands still. */
async function jumps(page: Page, speed: string): Promise<readonly Figure[]> {
  const steps: Step[] = [];
  let waits = 0;
  while (steps.length < STEPS) {
    if (!(await hasAbove(page))) {
      waits += 1;
      await page.waitForFunction(() => (document.querySelector('[role="log"]')?.scrollTop ?? 0) > 200);
      await page.evaluate(() => window.probe.settled());
    }
    const before: Sight = await page.evaluate(() => window.probe.sight());
    const settled = page.evaluate(() => window.probe.settled());
    await page.mouse.wheel(0, -NOTCH);
    const early = await settled;
    const after = [...early, ...(await page.evaluate(() => window.probe.settled()))];
    steps.push({ by: NOTCH, before, after });
  }
  const bad = steps.map(jumpOf).filter((jump) => jump > 0);
  const unseen = steps.filter((step) => !isSeen(step)).length;
  const measured = `${bad.length} in ${steps.length} steps${bad.length > 0 ? `, worst ${Math.round(Math.max(...bad))} px` : ''}${unseen > 0 ? `, ${unseen} steps without a row to compare` : ''}`;
  return [
    atMost(`jumps while scrolling up, ${speed}`, measured, bad.length + unseen, 0, ''),
    { what: `times the reader had to wait for older messages, ${speed}`, measured: String(waits) },
  ];
}

const hasAbove = (page: Page): Promise<boolean> =>
  page.evaluate((notch) => (document.querySelector('[role="log"]')?.scrollTop ?? 0) >= notch, NOTCH);

/** One notch after the other, as fast as the page takes them. */
async function frames(page: Page, speed: string): Promise<Figure> {
  const running = await page.evaluateHandle(() => window.probe.recordFrames());
  for (let step = 0; step < STEPS; step += 1) await page.mouse.wheel(0, -NOTCH);
  const ends = await running.evaluate((one) => one.stop());
  const lengths = ends.slice(1).map((end, at) => end - (ends[at] ?? end));
  const p95 = quantile(lengths, 0.95);
  const measured = `median ${ms(median(lengths))}, p95 ${ms(p95)}, longest ${ms(Math.max(...lengths))} (${lengths.length} frames)`;
  return atMost(`frames while scrolling up ${STEPS} notches, ${speed}`, measured, p95, FRAME_MS, 'ms (p95)');
}
