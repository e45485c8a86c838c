import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { PROTOCOL_VERSION } from '../../../protocol/version.ts';
import type { Runtime } from '../../support/runtime.ts';
import { startRuntime } from '../../support/runtime.ts';
import { Browser } from '../../support/server/browser.ts';
import { PASSWORD } from '../../support/server/person.ts';

/** Deactivation, sign-out and the like are effective within this time. */
const EFFECTIVE_MS = 2_000;

describe.each(['embedded', 'faithful'] as const)('over real HTTP and sockets, %s', (mode) => {
  let runtime: Runtime;
  beforeAll(async () => {
    runtime = await startRuntime(mode);
  });
  afterAll(() => runtime.stop());

  async function join(name: string): Promise<Browser> {
    const browser = new Browser(runtime);
    const email = `${name}@example.org`;
    const own = await browser.call('session.register', { email, password: PASSWORD, displayName: name });
    const code = runtime.mails.findLast(({ to }) => to === email)?.code ?? '';
    await browser.call('session.confirm', { ...own, code });
    browser.accessToken = (await browser.call('session.logIn', { email, password: PASSWORD })).accessToken;
    return browser;
  }

  async function connect(browser: Browser, origin = runtime.url): Promise<WebSocket> {
    const { ticket } = await browser.call('socket.ticket', {});
    const socket = new WebSocket(`${runtime.url.replace('http', 'ws')}/ws?ticket=${ticket}`, { origin });
    await once(socket, 'open');
    return socket;
  }

  test('a person signs up, reloads, and is signed out everywhere: token, cookie and socket end in time', async () => {
    const operator = await join('operator');
    const person = await join('person');
    person.accessToken = (await person.call('session.refresh', {})).accessToken;
    const socket = await connect(person);
    const hello = { version: PROTOCOL_VERSION, open: [], visible: true };
    const answered = once(socket, 'message');
    socket.send(JSON.stringify({ id: '1', action: 'socket.hello', input: hello }));
    expect(String((await answered)[0])).toContain('"ok":true');

    const closed = once(socket, 'close');
    const { me } = await person.call('sync.start', {});
    const began = Date.now();
    await operator.call('account.deactivate', { userId: me.userId });
    await closed;
    expect((await person.refused('sync.start', {})).code).toBe('unauthenticated');
    expect((await person.refused('session.refresh', {})).code).toBe('unauthenticated');
    expect(Date.now() - began).toBeLessThan(EFFECTIVE_MS);
  });

  test('a socket of a foreign page is refused', async () => {
    const browser = await join('visited');
    await expect(connect(browser, 'https://evil.example')).rejects.toThrow('403');
  });

  test('the documents are served under the strict policy', async () => {
    const page = await fetch(`${runtime.url}/api/docs`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    for (const file of ['style.css', 'openapi.json', 'asyncapi.json']) {
      expect((await fetch(`${runtime.url}/api/docs/${file}`)).status).toBe(200);
    }
    expect((await fetch(`${runtime.url}/api/docs/other`)).status).toBe(404);
  });
});
