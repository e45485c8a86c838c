/** Another site's page in the same browser: it has the cookie sent along, and must get nowhere. The socket: tickets.test.ts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CONTRACTS } from '../../protocol/contracts.ts';
import { PASSWORD, Person } from '../support/server/person.ts';
import type { Server } from '../support/server/start-server.ts';
import { HOST, ORIGIN, startServer } from '../support/server/start-server.ts';

let server: Server;
let ada: Person;
beforeAll(async () => {
  server = await startServer();
  ada = await Person.join(server, 'Ada');
});
afterAll(() => server.stop());

const BAD_ORIGINS = [
  'null',
  'https://evil.example',
  `https://${HOST}.evil.example`,
  `https://evil-${HOST}`,
  `https://${HOST}:8443`,
  `http://${HOST}`,
  `https://user@${HOST}`,
  `https://${HOST}/`,
  `https://evil.example#${HOST}`,
  HOST,
  'file://',
  `https://sub.${HOST}`,
  `${ORIGIN}, https://evil.example`,
];

const restingOnNothing = Object.entries(CONTRACTS).filter(([, { access }]) => access !== 'token');

test.each(BAD_ORIGINS)('%s may call nothing, with the cookie or the token', async (origin) => {
  for (const [name] of [...restingOnNothing, ['session.list'] as const, ['workspace.create'] as const]) {
    const { status, cookies } = await ada.raw(name, '{}', { origin });
    expect([name, status, cookies]).toEqual([name, 403, []]);
  }
});

test('without an origin only a bearer of a token is served', async () => {
  for (const [name] of restingOnNothing)
    expect([name, (await ada.raw(name, '{}', { origin: '' })).status]).toEqual([name, 403]);
  expect((await ada.raw('session.list', '{}', { origin: '' })).status).toBe(200);
});

test('a form can send nothing, and a page no cookie of its making', async () => {
  const logIn = JSON.stringify({ email: ada.email, password: PASSWORD });
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
    expect((await ada.raw('session.logIn', logIn, { 'content-type': type })).status).toBe(400);
  }
  const { cookies } = await ada.raw('session.refresh', '{}');
  expect(cookies).toHaveLength(1);
  expect(cookies[0]).toMatch(/^__Host-parley=[\w-]{43}; Path=\/; .*HttpOnly; SameSite=Strict; Secure$/);
});

test('the API is no way around the edge', async () => {
  for (const secret of ['', 'wrong']) {
    const { status, body } = await ada.raw('session.list', '{}', { 'x-parley-origin': secret });
    expect([status, body.includes('sessionId')]).toEqual([403, false]);
  }
});
