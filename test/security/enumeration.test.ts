/** Whether an address has an account is for its owner only: neither the answer, nor its time, nor what is sent tells it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from '../support/server/browser.ts';
import { PASSWORD, Person } from '../support/server/person.ts';
import type { Server } from '../support/server/start-server.ts';
import { startServer } from '../support/server/start-server.ts';

let server: Server;
let known: Person;
beforeAll(async () => {
  server = await startServer();
  known = await Person.join(server, 'Known');
});
afterAll(() => server.stop());

const UNKNOWN = 'unknown@example.org';
/** What `evenly` promises. */
const FLOOR_MS = 500;

const ATTEMPTS = [
  ['session.register', (email: string) => ({ email, password: PASSWORD, displayName: 'Somebody' })],
  ['session.forgotPassword', (email: string) => ({ email })],
  ['session.resetPassword', (email: string) => ({ email, code: '000000', password: PASSWORD })],
  ['session.logIn', (email: string) => ({ email, password: 'a wrong password' })],
] as const;

/** The answer without what is random, and how long it took by the server's clock. */
async function tried(name: string, input: unknown) {
  const browser = new Browser(server);
  const began = server.clock.now();
  const { status, body, cookies } = await browser.raw(name, JSON.stringify(input));
  const ms = server.clock.now() - began;
  return { answer: { status, body: body.replace(/"[\w-]{43}"/, '"secret"'), cookies }, ms };
}

test.each(ATTEMPTS)('%s answers alike for a known and an unknown address', async (name, inputOf) => {
  const theirs = await tried(name, inputOf(known.email));
  const nobodys = await tried(name, inputOf(UNKNOWN));
  expect(theirs.answer).toEqual(nobodys.answer);
  if (name === 'session.logIn') return;
  for (const { ms } of [theirs, nobodys]) expect(ms).toBeGreaterThanOrEqual(FLOOR_MS);
});

async function register(email: string): Promise<string> {
  const input = { email, password: PASSWORD, displayName: 'Somebody' };
  return (await new Browser(server).call('session.register', input)).registration;
}

test('a code for nobody’s registration is refused as a wrong one is', async () => {
  const answers = [];
  for (const email of [known.email, 'fresh@example.org']) {
    answers.push((await tried('session.confirm', { registration: await register(email), code: '000000' })).answer);
  }
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]?.status).toBe(400);
});

test('a password is compared for an address without an account, too', async () => {
  let compared = 0;
  const counting = await startServer({
    wrap: (ports) => {
      const logIn: typeof ports.identity.logIn = (email, password) => {
        compared += 1;
        return ports.identity.logIn(email, password);
      };
      return { ...ports, identity: { ...ports.identity, logIn } };
    },
  });
  await new Browser(counting).refused('session.logIn', { email: UNKNOWN, password: 'a wrong password' });
  expect(compared).toBe(1);
  await counting.stop();
});
