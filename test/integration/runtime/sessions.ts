import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { systemRandom } from '../../../lambdas/aws/random.ts';
import { loadSecrets } from '../../../local/cognito/secrets.ts';
import { Browser } from '../../support/runtime-browser.ts';
import { PASSWORD, Person } from '../../support/runtime-person.ts';
import type { Suite } from '../../support/runtime-suite.ts';

const typed = (email: string) => ({ email, password: PASSWORD, displayName: 'Newcomer' });

/** The claims of a token, unverified. */
const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

export function sessionsTests(suite: Suite): void {
  test('a person registers, confirms, logs in, refreshes and logs out', async () => {
    const joan = await Person.join(suite.runtime, 'Joan');
    const first = claimsOf(joan.accessToken);
    expect(first).toMatchObject({ token_use: 'access', client_id: expect.any(String), exp: expect.any(Number) });
    expect(Number(first['exp']) - Number(first['iat'])).toBe(15 * 60);
    await joan.refresh();
    expect(claimsOf(joan.accessToken)['origin_jti']).toBe(first['origin_jti']);
    expect((await joan.call('sync.start', {})).me).toMatchObject({ displayName: 'Joan', email: joan.email });
    const { cookie } = joan;
    await joan.call('session.logOut', {});
    expect(joan.cookie).toBe('');
    expect((await joan.refused('sync.start', {})).code).toBe('unauthenticated');
    joan.cookie = cookie;
    expect((await joan.refused('session.refresh', {})).code).toBe('unauthenticated');
  });

  test('the cookie is out of reach of scripts and of other sites', async () => {
    const { ada } = suite.cast;
    const { headers } = await ada.raw('session.refresh', '{}');
    const [cookie = '', ...more] = headers.getSetCookie();
    expect(more).toEqual([]);
    expect(cookie).toMatch(/^parley=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Strict$/);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('cookies without our own page do nothing', async () => {
    const { ada } = suite.cast;
    for (const origin of ['', 'null', 'https://evil.example', suite.runtime.url.replace('localhost', '127.0.0.1')]) {
      expect((await ada.raw('session.refresh', '{}', { origin })).status).toBe(403);
    }
  });

  test('devices are listed, and signed out one by one', async () => {
    const { bob } = suite.cast;
    const laptop = await bob.elsewhere();
    const socket = await laptop.open();
    const { sessions } = await bob.call('session.list', {});
    expect(sessions.map(({ sessionId, current }) => [sessionId, current])).toEqual(
      expect.arrayContaining([
        [bob.sessionId, true],
        [laptop.sessionId, false],
      ]),
    );
    const began = performance.now();
    await bob.call('session.end', { sessionId: laptop.sessionId });
    await socket.event('session.ended');
    await socket.closed();
    expect((await laptop.refused('sync.start', {})).code).toBe('unauthenticated');
    expect((await laptop.refused('session.refresh', {})).code).toBe('unauthenticated');
    expect(performance.now() - began).toBeLessThan(2_000);
    await bob.call('sync.start', {});
    expect((await bob.call('session.list', {})).sessions.map(({ sessionId }) => sessionId)).toEqual([bob.sessionId]);
  });

  test('an ID token, or one with a changed claim or no signature, is not an access token', async () => {
    const { bob } = suite.cast;
    const { store, system } = suite.runtime.local;
    const { privateKey, kid } = await loadSecrets(store, systemRandom, system.userPools[0]?.poolId ?? '');
    const claims = claimsOf(bob.accessToken);
    const signed = (changes: object): Promise<string> =>
      new SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
    const statusOf = async (token: string): Promise<number> =>
      (await bob.raw('sync.start', '{}', { authorization: `Bearer ${token}` })).status;
    expect(await statusOf(await signed({}))).toBe(200);
    const [head, body] = bob.accessToken.split('.');
    const wrong = [
      await signed({ token_use: 'id', aud: claims['client_id'] }),
      await signed({ client_id: 'other' }),
      await signed({ exp: 1 }),
      await signed({ origin_jti: crypto.randomUUID() }),
      `${head}.${body}.`,
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`,
      'x',
    ];
    expect(await Promise.all(wrong.map(statusOf))).toEqual(wrong.map(() => 401));
  });

  test('nobody learns by registering whether an address has an account', async () => {
    const browser = new Browser(suite.runtime);
    const { bob } = suite.cast;
    const mails = suite.runtime.mails.length;
    const known = await browser.raw('session.register', JSON.stringify(typed(bob.email)));
    expect(suite.runtime.mails).toHaveLength(mails);
    const fresh = await browser.raw('session.register', JSON.stringify(typed('nobody-yet@example.org')));
    const shape = ({ status, text }: typeof known) => [status, text.replace(/"[\w-]{43}"/, '"secret"')];
    expect(shape(known)).toEqual(shape(fresh));
    const confirm = async ({ text }: typeof known) => {
      const { registration } = JSON.parse(text) as { registration: string };
      return browser.refused('session.confirm', { registration, code: '000000' });
    };
    expect(await confirm(known)).toEqual(await confirm(fresh));
    // The address was never confirmed: whoever registers it next starts afresh.
    await browser.call('session.register', typed('nobody-yet@example.org'));
  });

  test('nor by asking for a new password, nor by logging in', async () => {
    const browser = new Browser(suite.runtime);
    const { eve } = suite.cast;
    const answers = [];
    for (const email of [eve.email, 'unknown@example.org']) {
      const forgot = await browser.raw('session.forgotPassword', JSON.stringify({ email }));
      const reset = { email, code: '000000', password: PASSWORD };
      const logIn = { email, password: 'not the password' };
      answers.push([
        forgot.status,
        forgot.text,
        await browser.refused('session.resetPassword', reset),
        await browser.refused('session.logIn', logIn),
      ]);
    }
    expect(answers[0]).toEqual(answers[1]);
  });

  test('a new password by a mailed code ends every session', async () => {
    const hedy = await Person.join(suite.runtime, 'Hedy');
    const socket = await hedy.open();
    const browser = new Browser(suite.runtime);
    await browser.call('session.forgotPassword', { email: hedy.email });
    const code = await hedy.code(2);
    const password = `${PASSWORD} next`;
    await browser.call('session.resetPassword', { email: hedy.email, code, password });
    await socket.closed();
    expect((await hedy.refused('sync.start', {})).code).toBe('unauthenticated');
    expect((await hedy.refused('session.logIn', { email: hedy.email, password: PASSWORD })).reason).toBe(
      'bad_credentials',
    );
    await hedy.logIn(password);
    await hedy.call('session.changePassword', { current: password, next: PASSWORD });
    await hedy.call('sync.start', {});
  });

  test('parallel tries do not beat the limit of an account', async () => {
    const browser = new Browser(suite.runtime);
    const input = { email: 'guessed@example.org', password: 'a guess of many' };
    const tries = await Promise.all(Array.from({ length: 30 }, () => browser.refused('session.logIn', input)));
    const codes = tries.map(({ code }) => code).toSorted();
    expect(codes).toEqual([...codes.keys()].map((place) => (place < 10 ? 'forbidden' : 'rate_limited')));
    for (const { retryAfterMs } of tries.filter(({ code }) => code === 'rate_limited'))
      expect(retryAfterMs).toBeGreaterThan(0);
  });
}
