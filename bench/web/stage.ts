/** What measurements stand on: a runtime of the production build, three people, conversations with a past, and Chromium. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test';
import { buildSync } from 'esbuild';
import { QUIET_FLAGS, systemChromium } from '../../test/support/chromium.ts';
import { createChannel, type E2ePerson, found, type Team } from '../../test/support/e2e-person.ts';
import { freePort, kill, startRuntime } from '../kill/runtime.ts';
import { seed } from './seed.ts';

/** A conversation. */
export interface Place {
  readonly channelId: string;
  readonly name: string;
  readonly path: string;
}

/** Conversations, and how many messages each has. */
export const PASTS = { garden: 400, harbour: 400, archive: 50_000, river: 0, valley: 0 } as const;

export interface Stage {
  readonly port: number;
  readonly url: string;
  readonly team: Team;
  readonly browser: Browser;
  readonly places: Readonly<Record<keyof typeof PASTS, Place>>;
  close(): Promise<void>;
}

/** Its own, so that a runtime that is started beside it does not change what it runs. */
const CDK_OUT = '.build/bench-web-cdk.out';

export const launch = (more: readonly string[] = []): Parameters<typeof chromium.launch>[0] => {
  const executablePath = systemChromium();
  return { args: [...QUIET_FLAGS, ...more], ...(executablePath === undefined ? {} : { executablePath }) };
};

export async function openStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-web-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const start = () => startRuntime(port, folder, ['--cdk-out', CDK_OUT, '--context', 'sendLimit=1000000']);
  const first = await start();
  const team = await found({ url });
  const names = Object.keys(PASTS) as (keyof typeof PASTS)[];
  const places = await Promise.all(names.map(async (name) => [name, await placeOf(team, name)] as const));
  await kill(first, 'SIGTERM');
  const people = [team.ada, team.bob, team.cy].map(({ userId }) => userId);
  const pasts = places.map(([name, { channelId }]) => ({ channelId, count: PASTS[name], people }));
  await seed(CDK_OUT, folder, pasts);
  const second = await start();
  const browser = await chromium.launch(launch());
  return {
    port,
    url,
    team,
    browser,
    places: Object.fromEntries(places) as Stage['places'],
    async close() {
      await browser.close();
      await kill(second, 'SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function placeOf(team: Team, name: string): Promise<Place> {
  const channelId = await createChannel(team, name);
  return { channelId, name, path: `/w/${team.workspace.workspaceId}/c/${channelId}` };
}

/** `window.probe` of each page. */
const PROBE =
  buildSync({
    entryPoints: [join(import.meta.dirname, 'in-page/probe.ts')],
    bundle: true,
    format: 'iife',
    write: false,
  }).outputFiles.map(({ text }) => text)[0] ?? '';

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly cdp: CDPSession;
}

export interface VisitOptions {
  readonly as?: E2ePerson;
  /** How many times slower than this machine the page's processor is. Default 1. */
  readonly slower?: number;
  /** Another page of this browser in place of a new one. */
  readonly beside?: BrowserContext;
}

const VIEWPORT = { width: 1280, height: 800 } as const;
/** More than the browser's own bars above a page take. */
const BARS = 200;

/**
 * Makes the window as large as the page. It is as large as the viewport by itself, with the browser's bars in it: what is at the lower end
 * of the page would never be presented, and an event there would last until something else is.
 */
async function showWhole(cdp: CDPSession): Promise<void> {
  const { windowId } = await cdp.send('Browser.getWindowForTarget');
  const bounds = { width: VIEWPORT.width, height: VIEWPORT.height + BARS };
  await cdp.send('Browser.setWindowBounds', { windowId, bounds });
}

/** An empty page with the probe in it. */
export async function visit({ browser, url }: Stage, { as, slower = 1, beside }: VisitOptions = {}): Promise<Visit> {
  const context = beside ?? (await browser.newContext({ baseURL: url, viewport: VIEWPORT, locale: 'en-GB' }));
  if (!beside) {
    await context.addInitScript({ content: PROBE });
    await as?.enter(context);
  }
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await showWhole(cdp);
  if (slower > 1) await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
  return { context, page, cdp };
}
