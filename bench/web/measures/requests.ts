/** How many requests wait for one another until the first message is on screen, of somebody who is logged in but has no cache. */
import type { Figure } from '../figures.ts';
import { broughtAt, listenTo } from '../exchanges.ts';
import { PASTS, type Stage, visit } from '../stage.ts';
import { chainTo } from '../waterfall.ts';

/** Well above what the page computes between two requests. */
const LATENCY_MS = 400;
const MOST = 3;

export async function measureRequests(stage: Stage): Promise<readonly Figure[]> {
  const { page, cdp, context } = await visit(stage, { as: stage.team.ada });
  const exchanges = await listenTo(cdp);
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  await page.goto(stage.places.garden.path, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.probe.shownAt > 0);
  const shownAt = await page.evaluate(() => window.probe.shownAt);
  const chain = chainTo(exchanges(), await broughtAt(exchanges(), `No. ${PASTS.garden}:`));
  await context.close();
  const loads = chain.filter(({ name }) => !name.startsWith('/api/') && !name.endsWith('socket') && name !== '/ws');
  const calls = chain.length - loads.length;
  return [
    {
      what: 'requests one after another until the first message is on screen, page and scripts left out',
      measured: `${calls}`,
      aim: `≤ ${MOST}`,
      met: calls <= MOST,
    },
    {
      what: 'the whole chain',
      measured: `${chain.length}: ${chain.map(({ name }) => `\`${named(name)}\``).join(' → ')}`,
    },
    {
      what: `first message on screen with ${LATENCY_MS} ms of latency for each request`,
      measured: `${Math.round(shownAt)} ms`,
    },
  ];
}

/** Without the hash of a file's content and the ids of a path. */
const named = (name: string): string => name.replace(/-[\w-]{8}(?=\.\w+$)/, '').replace(/^\/w\/.*/, '/w/…');
