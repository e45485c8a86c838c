/** Lighthouse's scores of the log-in screen and of a conversation. It is fetched on demand: with what it needs it takes 176 MB. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { freePort } from '../../kill/runtime.ts';
import type { Figure } from '../figures.ts';
import { launch, type Stage } from '../stage.ts';

const LIGHTHOUSE = 'lighthouse@13.5.0';
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;
const LEAST = 95;

interface Report {
  readonly categories: Readonly<Record<string, { readonly score: number | null; readonly auditRefs: readonly Ref[] }>>;
  readonly audits: Readonly<
    Record<string, { readonly title: string; readonly score: number | null; readonly displayValue?: string }>
  >;
}
interface Ref {
  readonly id: string;
  readonly weight: number;
}

export async function measureLighthouse(stage: Stage): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-lighthouse-'));
  const port = await freePort();
  const context = await chromium.launchPersistentContext(
    join(folder, 'profile'),
    launch([`--remote-debugging-port=${port}`]),
  );
  const figures: Figure[] = [];
  try {
    for (const form of ['phone', 'desktop'] as const)
      figures.push(figure(`log-in, ${form}`, await report(port, folder, stage.url, form)));
    await stage.team.cy.enter(context);
    for (const form of ['phone', 'desktop'] as const) {
      const url = stage.url + stage.places.garden.path;
      figures.push(figure(`conversation, ${form}`, await report(port, folder, url, form)));
    }
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return figures;
}

async function report(port: number, folder: string, url: string, form: 'phone' | 'desktop'): Promise<Report> {
  const path = join(folder, 'report.json');
  const options = [
    `--port=${port}`,
    '--output=json',
    `--output-path=${path}`,
    `--only-categories=${CATEGORIES.join(',')}`,
    '--quiet',
    ...(form === 'desktop' ? ['--preset=desktop'] : []),
  ];
  await promisify(execFile)('npx', ['--yes', LIGHTHOUSE, url, ...options]);
  return JSON.parse(readFileSync(path, 'utf8')) as Report;
}

/** The three scores, and what took points. */
function figure(screen: string, { categories, audits }: Report): Figure {
  const scores = CATEGORIES.map((name) => Math.round((categories[name]?.score ?? 0) * 100));
  const lost = CATEGORIES.flatMap((name) =>
    (categories[name]?.auditRefs ?? []).filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9),
  );
  const why = lost.map(({ id }) => `${audits[id]?.title ?? id}${valueOf(audits[id]?.displayValue)}`);
  return {
    what: `Lighthouse, ${screen}: performance, accessibility, best practices`,
    measured: `${scores.join(', ')}${why.length > 0 ? ` (points lost: ${why.join('; ')})` : ''}`,
    aim: `≥ ${LEAST}`,
    met: Math.min(...scores) >= LEAST,
  };
}

const valueOf = (value: string | undefined): string => (value === undefined ? '' : ` ${value.replaceAll(' ', ' ')}`);
