/** Runs the suites named on the command line (all without names) and closes with `N passed, N failed`. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

const REPORTS = '.build/reports';

interface Count {
  readonly passed: number;
  readonly failed: number;
}
interface Suite {
  readonly command: readonly string[];
  /** Reads the counts from the suite's report; without it the suite counts as one check. */
  readonly report?: 'vitest' | 'playwright';
}

const vitest = (project: string): Suite => ({
  command: [
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${REPORTS}/${project}.json`,
  ],
  report: 'vitest',
});

const SUITES: Readonly<Record<string, Suite>> = {
  types: { command: ['tsc', '-b'] },
  lint: { command: ['oxlint', '--type-aware', '--deny-warnings'] },
  format: { command: ['oxfmt', '--check', '.'] },
  deadcode: { command: ['knip'] },
  unit: vitest('unit'),
  build: { command: ['vite', 'build', 'web', '--logLevel', 'warn'] },
  size: { command: ['size-limit'] },
  template: vitest('template'),
  security: vitest('security'),
  fuzz: vitest('fuzz'),
  cost: vitest('cost'),
  simulation: vitest('simulation'),
  matrix: vitest('matrix'),
  mutants: vitest('mutants'),
  model: vitest('model'),
  integration: vitest('integration'),
  permissions: { command: ['node', 'test/permissions.ts'] },
  e2e: { command: ['playwright', 'test'], report: 'playwright' },
};

const count = (value: unknown): number => (typeof value === 'number' ? value : 0);

function readReport(name: string, kind: 'vitest' | 'playwright'): Count {
  const json = JSON.parse(readFileSync(`${REPORTS}/${name}.json`, 'utf8')) as object;
  const fields = new Map<string, unknown>(Object.entries(json));
  if (kind === 'vitest')
    return { passed: count(fields.get('numPassedTests')), failed: count(fields.get('numFailedTests')) };
  const stats = new Map<string, unknown>(Object.entries(fields.get('stats') ?? {}));
  return { passed: count(stats.get('expected')), failed: count(stats.get('unexpected')) + count(stats.get('flaky')) };
}

const run = (command: readonly string[], name: string): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn('npx', ['--no-install', ...command], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: `${REPORTS}/${name}.json` },
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });

async function runSuite(name: string): Promise<Count> {
  const suite = SUITES[name];
  if (!suite) throw new Error(`There is no suite "${name}". Choose from: ${Object.keys(SUITES).join(', ')}`);
  const code = await run(suite.command, name);
  if (!suite.report) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  try {
    const counted = readReport(name, suite.report);
    return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  } catch {
    return { passed: 0, failed: 1 };
  }
}

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(SUITES);
let passed = 0;
let failed = 0;
for (const name of names) {
  const started = Date.now();
  const counted = await runSuite(name);
  passed += counted.passed;
  failed += counted.failed;
  print(
    `== ${name}: ${counted.passed} passed, ${counted.failed} failed (${Math.round((Date.now() - started) / 1000)} s)`,
  );
}
print(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
