/** From the Enter key of one person to the screen of another, both on this machine, at full speed. */
import { composer, inside } from '../../../test/support/e2e-screen.ts';
import { atMost, type Figure } from '../figures.ts';
import { median, ms, quantile } from '../percentiles.ts';
import { type Stage, visit } from '../stage.ts';

const MESSAGES = 200;
const PER_SECOND = 5;
const P50_MS = 50;
const P99_MS = 150;

export async function measureDelivery(stage: Stage): Promise<readonly Figure[]> {
  const [ada, bob] = [await visit(stage, { as: stage.team.ada }), await visit(stage, { as: stage.team.bob })];
  for (const { page } of [ada, bob]) {
    await page.goto(stage.places.valley.path);
    await inside(page, '#valley');
  }
  const arrivals = await bob.page.evaluateHandle(() => window.probe.noteArrivals());
  const enters = await ada.page.evaluateHandle(() => window.probe.noteEnters());
  const began = performance.now();
  for (let at = 0; at < MESSAGES; at += 1) {
    await composer(ada.page).fill(`Letter ${at} to Bob`);
    await ada.page.keyboard.press('Enter');
    await ada.page.waitForTimeout(Math.max(0, began + ((at + 1) * 1000) / PER_SECOND - performance.now()));
  }
  await bob.page
    .getByRole('log')
    .getByText(`Letter ${MESSAGES - 1} to Bob`)
    .waitFor();
  const sent = await enters.jsonValue();
  const seen = await arrivals.jsonValue();
  await ada.context.close();
  await bob.context.close();
  const took = Object.entries(sent).map(([text, at]) => (seen[text] ?? Number.POSITIVE_INFINITY) - at);
  const [p50, p99] = [median(took), quantile(took, 0.99)];
  const rate = `${took.length} messages at ${PER_SECOND} a second`;
  return [
    atMost(`A's Enter → B's screen, p50 of ${rate}`, ms(p50), p50, P50_MS, 'ms'),
    atMost(`A's Enter → B's screen, p99 of ${rate}`, ms(p99), p99, P99_MS, 'ms'),
  ];
}
