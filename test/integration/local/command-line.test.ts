/** `npm start` as a person meets it: the command line, its errors, its end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readOptions } from '../../../local/options.ts';
import { inboxPage } from '../../../local/pages/inbox.ts';
import { writeFixture } from './fixture.ts';
import { start, startOn, until } from './harness.ts';

const RUNNER = fileURLToPath(new URL('run-fixture.ts', import.meta.url));

interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
}

/** Runs a fixture in a process of its own, which prints its URL. */
function runFixture(...args: readonly string[]): Run {
  const child = spawn(process.execPath, [RUNNER, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, output: () => text };
}

const folder = (): string => mkdtempSync(join(tmpdir(), 'parley-data-'));

describe('options', () => {
  test('defaults', () => {
    expect(readOptions([], '/repo')).toEqual({
      port: 8420,
      dataDir: '/repo/.parley',
      cdkOut: '/repo/cdk.out',
      reset: false,
      faithful: false,
      context: {},
    });
  });

  test('everything given', () => {
    const args = [
      '--port',
      '0',
      '--data',
      '/data',
      '--reset',
      '--faithful',
      '--context',
      'a=b=c',
      '--context',
      'd=',
      '--cdk-out',
      'out',
    ];
    expect(readOptions(args, '/repo')).toEqual({
      port: 0,
      dataDir: '/data',
      cdkOut: '/repo/out',
      reset: true,
      faithful: true,
      context: { a: 'b=c', d: '' },
    });
    expect(readOptions(['--help'], '/repo')).toBeUndefined();
  });

  test.each([
    [['--prot', '1'], /--prot[^]*Usage:/],
    [['extra'], /extra/],
    [['--port', 'http'], /--port must be a number/],
    [['--port', '70000'], /--port must be a number/],
    [['--context', 'novalue'], /key=value/],
  ])('%j is refused', (args, message) => {
    expect(() => readOptions(args, '/repo')).toThrow(message);
  });
});

describe('the data folder', () => {
  test('--reset removes our data and nothing else', async () => {
    const fixture = writeFixture();
    const first = await startOn(fixture);
    await first.store.write([{ put: { pk: 'A', sk: 'B' } }]);
    await first.stop();
    const second = await startOn(fixture, { reset: true });
    expect(await second.store.get({ pk: 'A', sk: 'B' })).toBeUndefined();
    await second.stop();
    writeFileSync(join(fixture.dataDir, 'thesis.txt'), 'mine');
    await expect(startOn(fixture, { reset: true })).rejects.toThrow(/thesis\.txt.*not ours/);
    expect(readdirSync(fixture.dataDir)).toEqual(expect.arrayContaining(['parley.db', 'thesis.txt']));
  });

  test('a damaged one is named and left as it is', async () => {
    const dataDir = folder();
    writeFileSync(join(dataDir, 'parley.db'), 'no database at all, but long enough to look like one'.repeat(40));
    await expect(start({ dataDir })).rejects.toThrow(/parley\.db.*Nothing was changed/);
  });

  test('one that is in use is named', async () => {
    const fixture = writeFixture();
    await startOn(fixture);
    await expect(startOn(fixture)).rejects.toThrow(/in use/);
  });

  test('a file in its place is named', async () => {
    const dataDir = join(folder(), 'file');
    writeFileSync(dataDir, '');
    await expect(start({ dataDir })).rejects.toThrow(/is not a folder/);
  });
});

test('a port that is taken is named, with what to do', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const fixture = writeFixture();
  await expect(startOn(fixture, { port })).rejects.toThrow(`port ${port} is in use by another program`);
  // Nothing is left open: the same folder can be used again.
  await startOn(fixture);
});

test('a folder without a template is named', async () => {
  const cdkOut = folder();
  await expect(startOn({ cdkOut, dataDir: folder() })).rejects.toThrow(/manifest\.json does not exist/);
});

describe('the process', () => {
  test('stops gracefully on SIGTERM: sockets are closed, data is kept', async () => {
    const { cdkOut, dataDir } = writeFixture();
    const { child, output } = runFixture(cdkOut, dataDir);
    const url = await until(() => /http:\/\/localhost:\d+/.exec(output())?.[0]);
    const { WebSocket } = await import('ws');
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws?ticket=good`);
    await once(socket, 'open');
    const closed = once(socket, 'close');
    child.kill('SIGTERM');
    expect((await closed)[0]).toBe(1001);
    expect((await once(child, 'exit'))[0]).toBe(0);
    const again = await startOn({ cdkOut, dataDir });
    const events = (await again.store.query({ pk: 'EVENTS' })).items;
    expect(events.map(({ sk }) => sk.split('#')[0])).toEqual(['CONNECT', 'DISCONNECT']);
  });

  test('says in one line what is wrong', async () => {
    mkdirSync(join(folder(), 'x'));
    const { child, output } = runFixture(join(folder(), 'nothing'), folder());
    expect((await once(child, 'exit'))[0]).toBe(1);
    expect(output()).toMatch(/manifest\.json does not exist; synthesise first/);
    expect(output()).not.toContain('    at ');
  });

  test.each(['start', 'dev', 'test', 'check', 'lint', 'bench'])(
    'an old Node is told what it lacks: %s',
    async (script) => {
      const root = join(import.meta.dirname, '../../..');
      const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
        scripts: Record<string, string>;
      };
      const words = (scripts[script] ?? '').split(' ').slice(1);
      const pretend = "Object.defineProperty(process, 'versions', { value: { node: '20.1.0' } });";
      const preload = `data:text/javascript,${encodeURIComponent(pretend)}`;
      const child = spawn(process.execPath, ['--import', preload, ...words], {
        cwd: root,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let text = '';
      child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
      expect((await once(child, 'exit'))[0]).toBe(1);
      expect(text).toContain('Parley needs Node 24 or newer; this is 20.1.0');
    },
  );
});

test('the inbox is empty at first, and shows mails as text, not as HTML', async () => {
  const { url } = await start();
  expect(await (await fetch(`${url}/dev/inbox`)).text()).toContain('No mail yet');
  expect(await (await fetch(`${url}/dev/inbox.json`)).json()).toEqual([]);
  const mail = { to: '<img src=x>', subject: '"&', text: '<script>', code: '123456', sentAt: 0 };
  const page = inboxPage([mail]);
  expect(page).toContain('&lt;img src=x&gt;');
  expect(page).toContain('&quot;&amp;');
  expect(page).not.toContain('<script');
});
