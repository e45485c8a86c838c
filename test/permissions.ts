/**
 * Least privilege over the whole integration suite: every grant of the template was used by some run in faithful mode, and
 * no call was denied. Run after `integration`; fails with the lists.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readTemplate } from '../local/template.ts';
import { recordedRuns, rolesOf } from './support/permission-record.ts';

const ROOT = resolve(import.meta.dirname, '..');
const REPORT = resolve(ROOT, '.build/reports/integration.json');
const CDK_OUT = resolve(ROOT, '.build/integration/cdk.out');

/** When the suite began, as vitest's report says; without one every record counts. */
function suiteBegan(): number {
  if (!existsSync(REPORT)) return 0;
  const report: { startTime?: number } = JSON.parse(readFileSync(REPORT, 'utf8'));
  return report.startTime ?? 0;
}

const roles = rolesOf(readTemplate(CDK_OUT));
const runs = recordedRuns(suiteBegan());
const own = runs.filter((run) => run.roles === roles);
const used = new Set(own.flatMap((run) => run.used));
const denied = new Set(own.flatMap((run) => run.denied));
const [first, ...others] = own.map((run) => new Set(run.unused));
const unused = first === undefined ? [] : [...first].filter((grant) => others.every((run) => run.has(grant)));

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
print(`${own.length} runs in faithful mode (${runs.length - own.length} more on templates with planted mistakes):`);
print(`${used.size} uses of grants, ${unused.length} grants without a use, ${denied.size} calls denied`);
for (const grant of unused) print(`granted, but unused: ${grant}`);
for (const call of denied) print(`denied: ${call}`);
if (own.length === 0) print('there is no record: run `npm test integration permissions`');
process.exitCode = own.length > 0 && unused.length + denied.size === 0 ? 0 : 1;
