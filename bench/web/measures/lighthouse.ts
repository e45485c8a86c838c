/** Lighthouse's scores of the log-in screen and of a conversation. It is fetched on demand: with what it needs it takes 176 MB. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { freePort } from '../../kill/runtime.ts';
import type { Figure } from '../figures.ts';
import { median } from '../percentiles.ts';
import { launch, type Stage } from '../stage.ts';

const LIGHTHOUSE = 'lighthouse@13.5.0';
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;
const LEAST = 95;
/** Of so many runs the one in the middle is told: by themselves they differ by ten points. */
const RUNS = 3;

/**
 * How many times slower than this machine a phone of the middle is. Lighthouse takes 4, which is meant for a machine with a BenchmarkIndex of
 * 1,500 and more, and advises 2 for one of 800 to 1,500, 1 below: https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md
 */
const USUAL_SLOWDOWN = 4;
const advised = (benchmarkIndex: number): number =>
  benchmarkIndex >= 1_500 ? USUAL_SLOWDOWN : benchmarkIndex >= 800 ? 2 : 1;

interface Report {
  readonly environment: { readonly benchmarkIndex: number };
  readonly categories: Readonly<Record<string, { readonly score: number | null; readonly auditRefs: readonly Ref[] }>>;
  readonly audits: Readonly<
    Record<string, { readonly title: string; readonly score: number | null; readonly displayValue?: string }>
  >;
}
interface Ref {
  readonly id: string;
  readonly weight: number;
}

/** Where Lighthouse finds the browser, and where it may write. */
interface Desk {
  readonly port: number;
  readonly folder: string;
}
/** What is looked at, and on what. */
interface Sight {
  readonly screen: string;
  readonly url: string;
}

export async function measureLighthouse(stage: Stage): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-lighthouse-'));
  const desk = { folder, port: await freePort() };
  const context = await chromium.launchPersistentContext(
    join(folder, 'profile'),
    launch([`--remote-debugging-port=${desk.port}`]),
  );
  try {
    const logIn = await figuresOf(desk, { screen: 'log-in', url: stage.url });
    await stage.team.cy.enter(context);
    const url = stage.url + stage.places.garden.path;
    return [...logIn, ...(await figuresOf(desk, { screen: 'conversation', url }))];
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** On a phone as slow as Lighthouse has it, on one as slow as it advises for this machine, and on a desktop. */
async function figuresOf(desk: Desk, { screen, url }: Sight): Promise<readonly Figure[]> {
  const phone = await reports(desk, url, []);
  const index = median(phone.map(({ environment }) => environment.benchmarkIndex));
  const slowdown = advised(index);
  const figures = [figure(`${screen}, phone, ${USUAL_SLOWDOWN}× slower`, phone)];
  if (slowdown !== USUAL_SLOWDOWN) {
    const fit = await reports(desk, url, [`--throttling.cpuSlowdownMultiplier=${slowdown}`]);
    const why = `as Lighthouse advises for a machine with this BenchmarkIndex, ${Math.round(index)}`;
    figures.push(figure(`${screen}, phone, ${slowdown}× slower, ${why}`, fit));
  }
  figures.push(figure(`${screen}, desktop`, await reports(desk, url, ['--preset=desktop'])));
  return figures;
}

async function reports(desk: Desk, url: string, more: readonly string[]): Promise<readonly Report[]> {
  const made: Report[] = [];
  for (let run = 0; run < RUNS; run += 1) made.push(await report(desk, url, more));
  return made;
}

async function report({ port, folder }: Desk, url: string, more: readonly string[]): Promise<Report> {
  const path = join(folder, 'report.json');
  const options = [
    `--port=${port}`,
    '--output=json',
    `--output-path=${path}`,
    `--only-categories=${CATEGORIES.join(',')}`,
    '--quiet',
    ...more,
  ];
  await promisify(execFile)('npx', ['--yes', LIGHTHOUSE, url, ...options]);
  return JSON.parse(readFileSync(path, 'utf8')) as Report;
}

const performance = ({ categories }: Report): number => Math.round((categories['performance']?.score ?? 0) * 100);

/** The three scores of the run in the middle, what took points there, and what performance the others had. */
function figure(what: string, all: readonly Report[]): Figure {
  const [middle] = all.toSorted((a, b) => performance(a) - performance(b)).slice(Math.floor(all.length / 2));
  if (!middle) throw new Error('Lighthouse did not run');
  const { categories, audits } = middle;
  const scores = CATEGORIES.map((name) => Math.round((categories[name]?.score ?? 0) * 100));
  const lost = CATEGORIES.flatMap((name) =>
    (categories[name]?.auditRefs ?? []).filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9),
  );
  const why = lost.map(({ id }) => `${audits[id]?.title ?? id}${valueOf(audits[id]?.displayValue)}`);
  return {
    what: `Lighthouse, ${what}: performance, accessibility, best practices`,
    measured: `${scores.join(', ')}; performance of all runs ${all
      .map(performance)
      .toSorted((a, b) => a - b)
      .join(', ')}${why.length > 0 ? ` (points lost: ${why.join('; ')})` : ''}`,
    aim: `≥ ${LEAST}`,
    met: Math.min(...scores) >= LEAST,
  };
}

const valueOf = (value: string | undefined): string => (value === undefined ? '' : ` ${value.replaceAll(' ', ' ')}`);
