/** Builds what `npm start` runs: the web app and the synthesised template, each only when its sources changed. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { asObject, type Json } from '../template/json.ts';
import { hashSources, type Product, whenChanged } from './sources.ts';

/** A build step failed. The message holds what it printed. */
class BuildFailed extends Error {
  override readonly name = 'BuildFailed';
}

export interface BuildOptions {
  /** Folder of the repository. */
  readonly root: string;
  readonly cdkOut: string;
  readonly context: Readonly<Record<string, string>>;
  readonly say: (text: string) => void;
  /** False leaves the web app as it is, for runs that serve it from its sources. Default true. */
  readonly web?: boolean;
}

const WEB_SOURCES = ['web', 'protocol', 'package-lock.json'];
const WEB_BUILD = join('web', 'dist');
/** The built app is a part of the stack, as it lies there: a run with `web: false` may find none, or an old one. */
const STACK_SOURCES = ['bin', 'lib', 'lambdas', 'protocol', 'cdk.json', 'package-lock.json', WEB_BUILD];
/** The rest of `cdk.out` is named in these by its hash. */
const TEMPLATE = ['manifest.json', 'Parley.template.json'];

/** @throws BuildFailed */
export async function buildAll(options: BuildOptions): Promise<void> {
  const stamps = join(options.root, '.build', 'start');
  if (options.web !== false && existsSync(join(options.root, 'web', 'index.html'))) await buildWeb(options, stamps);
  await buildStack(options, stamps);
}

async function buildWeb({ root, say }: BuildOptions, stamps: string): Promise<void> {
  const product: Product = {
    stamp: join(stamps, 'web'),
    sources: hashSources(root, WEB_SOURCES, ''),
    output: () => hashSources(root, [WEB_BUILD], ''),
  };
  await whenChanged(product, async () => {
    say('Building the web app …');
    const vite = join('node_modules', 'vite', 'bin', 'vite.js');
    // What people get, also where a test runner says NODE_ENV=test.
    await run(root, [vite, 'build', 'web', '--logLevel', 'warn'], { NODE_ENV: 'production' });
  });
}

async function buildStack({ root, cdkOut, say, ...options }: BuildOptions, stamps: string): Promise<void> {
  const context = { ...options.context, ...(options.web === false && { webApp: 'optional' }) };
  const product: Product = {
    stamp: join(stamps, `stack-${createHash('sha256').update(cdkOut).digest('hex').slice(0, 12)}`),
    sources: hashSources(root, STACK_SOURCES, JSON.stringify(context)),
    output: () => hashSources(cdkOut, TEMPLATE, ''),
  };
  await whenChanged(product, async () => {
    say('Synthesising the template …');
    await synthesise(root, cdkOut, context);
  });
}

/** Synthesises aside first, so that a failure leaves the last good template. */
async function synthesise(root: string, cdkOut: string, context: Readonly<Record<string, string>>): Promise<void> {
  const settings: Json = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));
  const fresh = join(root, '.build', `synth-${process.pid}`);
  try {
    await run(root, [join('bin', 'app.ts')], {
      CDK_OUTDIR: fresh,
      CDK_CONTEXT_JSON: JSON.stringify({ ...asObject(asObject(settings)['context']), ...context }),
    });
    rmSync(cdkOut, { recursive: true, force: true });
    cpSync(fresh, cdkOut, { recursive: true });
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Runs a script with this Node. @throws BuildFailed with what it printed. */
function run(root: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new BuildFailed(`${args.join(' ')} failed:\n${Buffer.concat(output).toString()}`));
    });
  });
}
