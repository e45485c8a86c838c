/** Runs the suites named on the command line (all without names) and closes with `N passed, N failed`; small ones two at a time. */
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
  /** Keeps less than two cores at work: it runs beside others that do, and what it prints comes when it ends. */
  readonly beside?: true;
}

/** Suites that run side by side. */
const LANES = 2;

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
  types: { command: ['tsc', '-b'], beside: true },
  lint: { command: ['oxlint', '--type-aware', '--deny-warnings'], beside: true },
  format: { command: ['oxfmt', '--check', '.'], beside: true },
  deadcode: { command: ['knip'], beside: true },
  unit: vitest('unit'),
  build: { command: ['vite', 'build', 'web', '--logLevel', 'warn'] },
  size: { command: ['size-limit'] },
  template: { ...vitest('template'), beside: true },
  security: { ...vitest('security'), beside: true },
  fuzz: { ...vitest('fuzz'), beside: true },
  cost: { ...vitest('cost'), beside: true },
  simulation: vitest('simulation'),
  matrix: { ...vitest('matrix'), beside: true },
  mutants: { ...vitest('mutants'), beside: true },
  model: { ...vitest('model'), beside: true },
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

/** @returns the exit code, and what was printed unless it was shown at once */
const run = (command: readonly string[], name: string, shown: boolean): Promise<readonly [number, string]> =>
  new Promise((resolve) => {
    const to = shown ? 'inherit' : 'pipe';
    const child = spawn('npx', ['--no-install', ...command], {
      stdio: ['ignore', to, to],
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: `${REPORTS}/${name}.json` },
    });
    const printed: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => printed.push(part));
    child.on('close', (code) => resolve([code ?? 1, Buffer.concat(printed).toString()]));
  });

const suiteOf = (name: string): Suite => {
  const suite = SUITES[name];
  if (!suite) throw new Error(`There is no suite "${name}". Choose from: ${Object.keys(SUITES).join(', ')}`);
  return suite;
};

function counted(name: string, { report }: Suite, code: number): Count {
  if (!report) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  try {
    const read = readReport(name, report);
    return code !== 0 && read.failed === 0 ? { ...read, failed: 1 } : read;
  } catch {
    return { passed: 0, failed: 1 };
  }
}

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

async function runSuite(name: string): Promise<Count> {
  const suite = suiteOf(name);
  const started = Date.now();
  const [code, printed] = await run(suite.command, name, !suite.beside);
  const { passed, failed } = counted(name, suite, code);
  if (printed) print(printed);
  print(`== ${name}: ${passed} passed, ${failed} failed (${Math.round((Date.now() - started) / 1000)} s)`);
  return { passed, failed };
}

/** Runs what may run side by side in lanes, each next one as soon as a lane is free. */
async function runBeside(names: readonly string[]): Promise<readonly Count[]> {
  const waiting = names.values();
  const counts: Count[] = [];
  const lane = async (): Promise<void> => {
    for (const name of waiting) counts.push(await runSuite(name));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return counts;
}

/** Neighbours that run side by side are one turn; any other suite has one of its own. */
function turnsOf(names: readonly string[]): readonly (readonly string[])[] {
  const turns: string[][] = [];
  let open: string[] | undefined;
  for (const name of names) {
    const isBeside = suiteOf(name).beside === true;
    if (isBeside && open) open.push(name);
    else turns.push([name]);
    open = isBeside ? turns.at(-1) : undefined;
  }
  return turns;
}

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const counts: Count[] = [];
for (const turn of turnsOf(process.argv.length > 2 ? process.argv.slice(2) : Object.keys(SUITES)))
  counts.push(...(await runBeside(turn)));
const total = (of: keyof Count): number => counts.reduce((sum, one) => sum + one[of], 0);
print(`${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') === 0 ? 0 : 1;
