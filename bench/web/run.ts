/**
 * Measures the web client in Chromium on a local runtime: `npm run bench:web [-- --only answers,reload] [--write docs/web.md]`.
 * Prints what was measured beside what is aimed at; a missed aim is no failure.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type Figure, tableOf, withPart } from './figures.ts';
import { measureAnswers } from './measures/answers.ts';
import { measureDelivery } from './measures/delivery.ts';
import { measureFirstMinutes } from './measures/first-minutes.ts';
import { measureLighthouse } from './measures/lighthouse.ts';
import { measureMemory } from './measures/memory.ts';
import { measureReload } from './measures/reload.ts';
import { measureRequests } from './measures/requests.ts';
import { measureScrolling } from './measures/scrolling.ts';
import { measureSizes } from './measures/sizes.ts';
import { measureVitals } from './measures/vitals.ts';
import { openStage, type Stage } from './stage.ts';

const MEASURES: Readonly<Record<string, (stage: Stage) => Promise<readonly Figure[]>>> = {
  sizes: measureSizes,
  requests: measureRequests,
  vitals: measureVitals,
  answers: measureAnswers,
  scrolling: measureScrolling,
  memory: (stage) => measureMemory(stage, Number(values.rate)),
  delivery: measureDelivery,
  reload: measureReload,
  'first-minutes': measureFirstMinutes,
  lighthouse: measureLighthouse,
};

const { values } = parseArgs({
  options: {
    /** Names of measures, with commas between; all without it. */
    only: { type: 'string', default: Object.keys(MEASURES).join(',') },
    /** Messages a second that the memory measure writes. */
    rate: { type: 'string', default: '300' },
    /** Page that gets the tables, each between its markers. */
    write: { type: 'string' },
  },
});
const print = (text: string): boolean => process.stdout.write(`${text}\n`);
/** Processes that ran or waited, on average over the last minute: what else the machine did, and this. */
const load = (): string => (loadavg()[0] ?? 0).toFixed(1);
const names = values.only.split(',');
const unknown = names.find((name) => MEASURES[name] === undefined);
if (unknown !== undefined) throw new Error(`There is no measure "${unknown}": ${Object.keys(MEASURES).join(', ')}`);

const stage = await openStage();
try {
  for (const name of names) {
    const before = load();
    const figures = (await MEASURES[name]?.(stage)) ?? [];
    const command = `npm run bench:web -- --only ${name}`;
    const machine = `load ${before} before, ${load()} after, of ${availableParallelism()} cores`;
    const part = `${new Date().toISOString().slice(0, 10)}, \`${command}\`, ${machine}\n\n${tableOf(figures)}`;
    print(`\n${part}`);
    if (values.write !== undefined)
      writeFileSync(values.write, withPart(readFileSync(values.write, 'utf8'), `figures of ${name}`, part));
  }
} finally {
  await stage.close();
}
