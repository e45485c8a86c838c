import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Person } from '../../support/server/person.ts';
import { handshake, TestSocket } from '../../support/server/socket.ts';
import type { Server } from '../../support/server/start-server.ts';
import { HOST, ORIGIN, startServer } from '../../support/server/start-server.ts';

let server: Server;
let ada: Person;
beforeAll(async () => {
  server = await startServer();
  ada = await Person.join(server, 'Ada');
});
afterAll(() => server.stop());

const ticketOf = async (person: Person): Promise<string> => (await person.call('socket.ticket', {})).ticket;
const effectOf = async (event: ReturnType<typeof handshake>): Promise<string | undefined> =>
  (await server.authorize(event)).policyDocument.Statement[0]?.Effect;

describe('a ticket', () => {
  test('opens one socket, of many that try at once', async () => {
    const ticket = await ticketOf(ada);
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => TestSocket.open(server, ticket)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('lasts thirty seconds', async () => {
    const ticket = await ticketOf(ada);
    server.clock.advance(30_000);
    await expect(TestSocket.open(server, ticket)).rejects.toThrow('403');
  });

  test('is refused when it is missing, malformed, doubled or unknown', async () => {
    const ticket = await ticketOf(ada);
    for (const given of [[], [''], ['x'], ['x'.repeat(43)], [`${ticket} `], [ticket, ticket], [`${ticket}%00`]]) {
      expect(await effectOf(handshake(given))).toBe('Deny');
    }
    expect(await effectOf(handshake([ticket]))).toBe('Allow');
  });

  test('of a session that ended meanwhile opens nothing', async () => {
    const grace = await Person.join(server, 'Grace');
    const ticket = await ticketOf(grace);
    await grace.call('session.logOut', {});
    await expect(TestSocket.open(server, ticket)).rejects.toThrow('403');
  });
});

const BAD_ORIGINS: readonly (readonly string[])[] = [
  [],
  ['null'],
  [''],
  ['https://evil.example'],
  [`https://${HOST}.evil.example`],
  [`https://evil-${HOST}`],
  [`https://${HOST}:8443`],
  [`http://${HOST}`],
  [`https://user@${HOST}`],
  [`https://${HOST}/`],
  [`https://evil.example#${HOST}`],
  [HOST],
  ['file://'],
  [`https://sub.${HOST}`],
  [ORIGIN, 'https://evil.example'],
  ['https://evil.example', ORIGIN],
];

describe('a socket opens only through our edge and for our own page', () => {
  test.for(BAD_ORIGINS)('not for the origin %j', async (origins) => {
    const ticket = await ticketOf(ada);
    expect(await effectOf(handshake([ticket], { Origin: origins }))).toBe('Deny');
    expect(await effectOf(handshake([ticket]))).toBe('Allow');
  });

  test('not past the edge, nor for another host', async () => {
    const ticket = await ticketOf(ada);
    for (const secret of [[], ['wrong'], ['']]) {
      expect(await effectOf(handshake([ticket], { 'X-Parley-Origin': secret }))).toBe('Deny');
    }
    expect(await effectOf(handshake([ticket], { 'X-Parley-Host': ['other.example'] }))).toBe('Deny');
    expect(await effectOf(handshake([ticket], { 'X-Parley-Host': [] }))).toBe('Deny');
  });
});

describe('the end of the access token', () => {
  test('closes a socket that was not renewed, after thirty seconds', async () => {
    const person = await Person.join(server, 'Edith');
    const socket = await (await person.connect()).hello();
    server.clock.advance(15 * 60_000 + 20_000);
    await socket.call('sync.check', { known: [], visible: true });
    server.clock.advance(11_000);
    const refusal = await socket.refused('sync.check', { known: [], visible: true });
    expect(refusal.code).toBe('unauthenticated');
    expect(socket.closed).toBe(true);
  });

  test('is put off by the session’s own refresh, not by that of another one', async () => {
    const person = await Person.join(server, 'Hedy');
    const other = await person.elsewhere();
    const socket = await (await person.connect()).hello();
    const foreign = await (await other.connect()).hello();
    server.clock.advance(14 * 60_000);
    await person.refresh();
    server.clock.advance(2 * 60_000);
    await socket.call('sync.check', { known: [], visible: true });
    expect(socket.closed).toBe(false);
    expect((await foreign.refused('sync.check', { known: [], visible: true })).code).toBe('unauthenticated');
  });

  test('is put off by a newer token of the same session', async () => {
    const person = await Person.join(server, 'Joan');
    const socket = await (await person.connect()).hello();
    for (let times = 0; times < 3; times += 1) {
      server.clock.advance(14 * 60_000);
      const { accessToken } = await person.refresh();
      await socket.call('socket.renew', { accessToken });
    }
    await socket.call('sync.check', { known: [], visible: true });
    expect(socket.closed).toBe(false);
    const other = await person.elsewhere();
    const refusal = await socket.refused('socket.renew', { accessToken: other.accessToken ?? '' });
    expect(['unauthenticated', 'forbidden']).toContain(refusal.code);
  });
});
