/** LCP, CLS and INP at a quarter of the processor's speed. */
import type { Page } from '@playwright/test';
import { account, composer, inside, log, place, write } from '../../../test/support/e2e-screen.ts';
import { atMost, type Figure } from '../figures.ts';
import { quantile } from '../percentiles.ts';
import { type Stage, visit } from '../stage.ts';

const LCP_MS = 2_500;
const CLS = 0.1;
const INP_MS = 200;

export async function measureVitals(stage: Stage): Promise<readonly Figure[]> {
  const signIn = await visit(stage, { slower: 4 });
  await signIn.page.goto('/');
  await signIn.page.getByRole('heading', { name: 'Log in' }).waitFor();
  const first = await vitalsOf(signIn.page);
  await signIn.context.close();

  const { page, context } = await visit(stage, { as: stage.team.ada, slower: 4 });
  await page.goto(stage.places.garden.path);
  await inside(page, '#garden');
  await page.waitForFunction(() => window.probe.shownAt > 0);
  const opened = await vitalsOf(page);
  await session(page);
  const used = await vitalsOf(page);
  await context.close();
  const durations = Object.values(used.interactions);
  // As browsers report it: the worst, of every fifty one worse left out.
  const inp = quantile(durations, 1 - Math.floor(durations.length / 50) / Math.max(1, durations.length));
  return [
    atMost('LCP, log-in', `${Math.round(first.lcp)} ms`, first.lcp, LCP_MS, 'ms'),
    atMost('LCP, conversation, nothing cached', `${Math.round(opened.lcp)} ms`, opened.lcp, LCP_MS, 'ms'),
    atMost('CLS, log-in', first.cls.toFixed(3), first.cls, CLS, ''),
    atMost('CLS, conversation, opened and used', used.cls.toFixed(3), used.cls, CLS, ''),
    atMost(
      `INP of ${durations.length} interactions of 16 ms and more`,
      `${inp} ms, worst ${Math.max(...durations)} ms`,
      inp,
      INP_MS,
      'ms',
    ),
  ];
}

async function vitalsOf(page: Page) {
  // What was observed is handed over after a frame.
  await page.evaluate(() => window.probe.settled());
  return page.evaluate(() => window.probe.vitals);
}

/** One notch of the wheel, and the frame that shows it: a hand makes some twenty a second. */
async function notch(page: Page): Promise<void> {
  await page.mouse.wheel(0, -200);
  await page.evaluate(() => window.probe.settled());
}

/** A few minutes of somebody who writes, looks around, scrolls and opens what can be opened. */
async function session(page: Page): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await composer(page).focus();
    await page.keyboard.type(`Round ${round}: some **words** typed as one types, @bo`, { delay: 30 });
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    for (const name of ['harbour', 'garden']) {
      await place(page, name).click();
      await inside(page, `#${name}`);
      await log(page).hover();
      for (let step = 0; step < 10; step += 1) await notch(page);
      await write(page, `Seen ${name} ${round}`);
    }
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('har', { delay: 30 });
    // The first empties the field.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Members' }).click();
    await page.getByRole('region', { name: 'Members' }).waitFor();
    await page.getByRole('button', { name: 'Members' }).click();
    await account(page, 'Appearance');
    await page.getByRole('radio', { name: round % 2 === 0 ? 'Dark' : 'Light' }).click();
    await page.goBack();
    await inside(page, '#garden');
  }
}
