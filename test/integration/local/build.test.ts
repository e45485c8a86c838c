/** What `npm start` builds anew, seen from a repository whose build steps are small programs. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildAll } from '../../../local/build/build.ts';

const APP = `
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
const out = process.env.CDK_OUTDIR;
mkdirSync(out, { recursive: true });
writeFileSync(out + '/manifest.json', '{}');
const web = existsSync('web/dist/index.html');
writeFileSync(out + '/Parley.template.json', JSON.stringify({ web, context: process.env.CDK_CONTEXT_JSON }));
`;
const VITE = `
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
mkdirSync('web/dist', { recursive: true });
writeFileSync('web/dist/index.html', readFileSync('web/index.html'));
`;

let root: string;
let said: string[];

function write(name: string, text: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
}

/** Builds, and @returns what it said that it did. */
async function build(options: { web?: boolean; context?: Record<string, string> } = {}): Promise<readonly string[]> {
  said = [];
  await buildAll({ root, cdkOut: join(root, 'cdk.out'), context: {}, say: (text) => said.push(text), ...options });
  return said;
}

const template = (): unknown => JSON.parse(readFileSync(join(root, 'cdk.out/Parley.template.json'), 'utf8'));

const WEB = 'Building the web app …';
const STACK = 'Synthesising the template …';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parley-build-'));
  write('package.json', '{ "type": "module" }');
  write('cdk.json', '{ "context": { "a": 1 } }');
  write('bin/app.ts', APP);
  write('node_modules/vite/bin/vite.js', VITE);
  write('web/index.html', 'first');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test('both at first, nothing when nothing changed', async () => {
  expect(await build()).toEqual([WEB, STACK]);
  expect(await build()).toEqual([]);
});

test('what a changed source is part of', async () => {
  await build();
  write('web/index.html', 'second');
  expect(await build()).toEqual([WEB, STACK]);
  write('lambdas/http.ts', 'changed');
  expect(await build()).toEqual([STACK]);
  expect(await build({ context: { signUp: 'open' } })).toEqual([STACK]);
  expect(template()).toEqual({ web: true, context: '{"a":1,"signUp":"open"}' });
});

test('the stack gets the web app after a run that served it from its sources', async () => {
  expect(await build({ web: false })).toEqual([STACK]);
  expect(template()).toMatchObject({ web: false });
  expect(await build()).toEqual([WEB, STACK]);
  expect(template()).toMatchObject({ web: true });
});

test('what somebody else wrote over, or removed', async () => {
  await build();
  write('cdk.out/Parley.template.json', '{"by":"npm run synth -- -c signUp=invite-only"}');
  expect(await build()).toEqual([STACK]);
  rmSync(join(root, 'web/dist'), { recursive: true });
  expect(await build()).toEqual([WEB]);
  rmSync(join(root, 'cdk.out'), { recursive: true });
  expect(await build()).toEqual([STACK]);
});

test('a step that fails says what it printed, leaves the last good template and is tried again', async () => {
  await build();
  const last = template();
  write('bin/app.ts', "console.log('no such thing'); process.exit(1);");
  await expect(build()).rejects.toThrow(/bin\/app\.ts failed:\nno such thing/);
  expect(template()).toEqual(last);
  await expect(build()).rejects.toThrow('no such thing');
});
