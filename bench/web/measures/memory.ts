/** What an open conversation costs while others write thousands of messages into it. */
import type { CDPSession } from '@playwright/test';
import { inside } from '../../../test/support/e2e-screen.ts';
import { atMost, type Figure } from '../figures.ts';
import { textOf } from '../letters.ts';
import { type Stage, visit } from '../stage.ts';

const MESSAGES = 18_000;
/** What is meant: thirty a second for ten minutes. */
const MEANT_PER_SECOND = 30;
const SAMPLES = 6;
/** Growth after the first sample that still counts as flat, in MB. */
const FLAT_MB = 5;

interface Sample {
  readonly heapMb: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** @param perSecond how fast they write; faster than is meant shortens the run */
export async function measureMemory(stage: Stage, perSecond: number): Promise<readonly Figure[]> {
  const { page, cdp, context } = await visit(stage, { as: stage.team.ada });
  await page.goto(stage.places.river.path);
  await inside(page, '#river');
  await cdp.send('Performance.enable');
  const samples: Sample[] = [];
  const began = performance.now();
  for (let part = 0; part < SAMPLES; part += 1) {
    const last = await write(stage, perSecond, part * (MESSAGES / SAMPLES));
    await page.getByRole('log').getByText(last).first().waitFor({ timeout: 120_000 });
    samples.push(await sampleOf(cdp));
  }
  const took = (performance.now() - began) / 1000;
  await context.close();
  const [first, end] = [samples[0], samples.at(-1)];
  if (!first || !end) throw new Error('nothing was sampled');
  const rate = `${MESSAGES.toLocaleString('en')} messages at ${Math.round(MESSAGES / took)}/s${perSecond > MEANT_PER_SECOND ? ` (run faster than the ${MEANT_PER_SECOND}/s that are meant)` : ''}`;
  const list = (of: (sample: Sample) => number): string => samples.map((sample) => Math.round(of(sample))).join(', ');
  return [
    atMost(
      `JavaScript heap after collection, MB, six times during ${rate}; its growth`,
      `${list((sample) => sample.heapMb)}; ${(end.heapMb - first.heapMb).toFixed(1)} MB`,
      end.heapMb - first.heapMb,
      FLAT_MB,
      'MB',
    ),
    { what: 'DOM nodes', measured: list((sample) => sample.nodes) },
    { what: 'event listeners', measured: list((sample) => sample.listeners) },
  ];
}

/** @returns the text of the last one */
async function write({ team, places }: Stage, perSecond: number, from: number): Promise<string> {
  const count = MESSAGES / SAMPLES;
  const began = performance.now();
  const under: Promise<unknown>[] = [];
  for (let at = 0; at < count - 1; at += 1) {
    under.push(team.bob.say(places.river.channelId, textOf(from + at)));
    const ahead = began + ((at + 1) / perSecond) * 1000 - performance.now();
    if (ahead > 5) await new Promise((resolve) => setTimeout(resolve, ahead));
    if (under.length >= 50) await Promise.all(under.splice(0));
  }
  await Promise.all(under);
  // Alone, so that it is the last row: the list draws only what is in view.
  await team.bob.say(places.river.channelId, textOf(from + count - 1));
  return `No. ${from + count}:`;
}

async function sampleOf(cdp: CDPSession): Promise<Sample> {
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { heapMb: of('JSHeapUsedSize') / 1e6, nodes: of('Nodes'), listeners: of('JSEventListeners') };
}
