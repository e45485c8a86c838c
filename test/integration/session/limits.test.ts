import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from '../../support/server/browser.ts';
import { PASSWORD, Person } from '../../support/server/person.ts';
import type { Server } from '../../support/server/start-server.ts';
import { startServer } from '../../support/server/start-server.ts';

let server: Server;
let checked = 0;
beforeAll(async () => {
  server = await startServer({
    wrap: (ports) => {
      const { identity } = ports;
      const logIn: typeof identity.logIn = (email, password) => {
        checked += 1;
        return identity.logIn(email, password);
      };
      return { ...ports, identity: { ...identity, logIn } };
    },
  });
});
afterAll(() => server.stop());

const WINDOW = 3_600_000;
/** The windows of all limits begin anew, so that none ends within a test. */
const nextWindow = (): void => server.clock.advance(WINDOW - (server.clock.now() % WINDOW));

test('two hundred parallel tries at one account get no further than ten', async () => {
  const ada = await Person.join(server, 'Ada');
  nextWindow();
  checked = 0;
  const tries = Array.from({ length: 200 }, (_, index) =>
    new Browser(server, `192.0.2.${index}`).refused('session.logIn', { email: ada.email, password: `guess ${index}` }),
  );
  const refusals = await Promise.all(tries);
  expect(checked).toBe(10);
  const limited = refusals.filter(({ code }) => code === 'rate_limited');
  expect(limited).toHaveLength(190);
  expect(limited[0]?.retryAfterMs).toBeGreaterThan(0);
});

test('two hundred parallel tries at many accounts from one address are counted by the address', async () => {
  nextWindow();
  checked = 0;
  const mallory = new Browser(server, '203.0.113.99');
  const tries = Array.from({ length: 250 }, (_, index) =>
    mallory.refused('session.logIn', { email: `person${index}@example.org`, password: 'a guess' }),
  );
  await Promise.all(tries);
  expect(checked).toBe(200);
});

test('neighbours in one IPv6 network share the limit', async () => {
  nextWindow();
  checked = 0;
  const tries = Array.from({ length: 220 }, (_, index) =>
    new Browser(server, `2001:db8:0:7:${index.toString(16)}::1`).refused('session.logIn', {
      email: `somebody${index}@example.org`,
      password: 'a guess',
    }),
  );
  await Promise.all(tries);
  expect(checked).toBe(200);
});

test('codes are not guessed in parallel, and an account is not flooded with mails', async () => {
  nextWindow();
  const grace = new Person(server, 'Grace');
  const given = { email: grace.email, password: PASSWORD, displayName: 'Grace' };
  const own = await grace.call('session.register', given);
  const guesses = Array.from({ length: 60 }, (_, index) =>
    new Browser(server, `192.0.2.${index}`).refused('session.confirm', {
      ...own,
      code: String(index).padStart(6, '0'),
    }),
  );
  const answered = (await Promise.all(guesses)).filter(({ code }) => code !== 'rate_limited');
  expect(answered.length).toBeLessThanOrEqual(10);
  const mails = server.mails.length;
  await Promise.all(Array.from({ length: 40 }, () => new Browser(server).ask('session.register', given)));
  await Promise.all(Array.from({ length: 40 }, () => new Browser(server).ask('session.resendCode', own)));
  expect(server.mails.length - mails).toBeLessThanOrEqual(10);
});

test('the limit ends when its window does', async () => {
  const edith = await Person.join(server, 'Edith');
  nextWindow();
  const guess = () => edith.refused('session.logIn', { email: edith.email, password: 'a guess' });
  for (let tries = 0; tries < 10; tries += 1) await guess();
  const { retryAfterMs = 0 } = await guess();
  expect(retryAfterMs).toBeGreaterThan(0);
  server.clock.advance(retryAfterMs);
  await edith.logIn();
});
