/** C8: minified size of each function's bundle, what it is made of, and the CPU that importing it costs. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Metafile } from 'esbuild';
import { bundle } from '../lib/bundle.ts';

const FUNCTIONS = ['socket', 'http', 'authorizer', 'repair', 'fan-out'] as const;
const SDK = /node_modules\/(@aws-sdk|@smithy|@aws|@aws-crypto|bowser)\//;
const RUNS = 7;
/** Of the hot path's own code and libraries, without the SDK. */
const AIM_KIB = 60;

const root = resolve(import.meta.dirname, '..');
const kib = (bytes: number): string => (bytes / 1024).toFixed(1).padStart(7);
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Output files that load with the entry, without those that it imports on demand. */
function eager(outputs: Metafile['outputs']): Set<string> {
  const found = new Set<string>();
  const visit = (path: string): void => {
    const output = outputs[path];
    if (!output || found.has(path)) return;
    found.add(path);
    for (const imported of output.imports) if (imported.kind === 'import-statement') visit(imported.path);
  };
  for (const [path, output] of Object.entries(outputs))
    if (output.entryPoint !== undefined && path.endsWith('index.mjs')) visit(path);
  return found;
}

/** Bytes by origin: ours with its libraries, and the SDK. */
function weigh(outputs: Metafile['outputs'], files: Iterable<string>): { own: number; sdk: number } {
  const sum = { own: 0, sdk: 0 };
  for (const file of files)
    for (const [input, { bytesInOutput }] of Object.entries(outputs[file]?.inputs ?? {}))
      sum[SDK.test(input) ? 'sdk' : 'own'] += bytesInOutput;
  return sum;
}

/** Median CPU milliseconds of importing the chunks in a fresh process. */
function importCpu(files: readonly string[]): number {
  const code = `const a = process.cpuUsage(); for (const f of ${JSON.stringify(files)}) await import(f); const b = process.cpuUsage(a); console.log((b.user + b.system) / 1000)`;
  const runs = Array.from({ length: RUNS }, () =>
    Number(execFileSync(process.execPath, ['--input-type=module', '-e', code], { env: {} })),
  );
  return runs.toSorted((a, b) => a - b)[RUNS >> 1] ?? 0;
}

print(
  `C8: at most ${AIM_KIB} KiB of the socket's own code, eager, minified, without the SDK; import in median CPU of ${RUNS} processes`,
);
print('function     eager own  all own      SDK  (KiB)   import: eager  with the adapters (ms CPU)');
for (const name of FUNCTIONS) {
  const outdir = resolve(root, '.build/bundles', name);
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const { outputs } = bundle(resolve(root, `lambdas/${name}.ts`), outdir);
  const files = Object.keys(outputs).filter((file) => file.endsWith('.mjs'));
  const now = weigh(outputs, eager(outputs));
  const all = weigh(outputs, files);
  const adapters = files.filter((file) => /ports-/.test(file)).map((file) => resolve(file));
  const entry = resolve(outdir, 'index.mjs');
  const cpu = [importCpu([entry]), importCpu([entry, ...adapters])].map((ms) => ms.toFixed(1).padStart(14));
  print(`${name.padEnd(12)} ${kib(now.own)}  ${kib(all.own)}  ${kib(all.sdk)}  ${''.padEnd(18)}${cpu.join('')}`);
}
