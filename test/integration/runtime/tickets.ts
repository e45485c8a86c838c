import { expect, test } from 'vitest';
import { TICKET_MS } from '../../../lambdas/table/ticket.ts';
import type { Person } from '../../support/runtime-person.ts';
import { LiveSocket } from '../../support/runtime-socket.ts';
import type { Suite } from '../../support/runtime-suite.ts';
import { plantTicket } from '../../support/runtime-tickets.ts';

const ticketOf = async (person: Person): Promise<string> => (await person.call('socket.ticket', {})).ticket;

const foreignOrigins = (url: string): readonly string[] => {
  const { host, port } = new URL(url);
  return [
    '',
    'null',
    'file://',
    'https://evil.example',
    `http://${host}.evil.example`,
    `http://evil-${host}`,
    `http://localhost:${Number(port) + 1}`,
    'http://localhost',
    `http://127.0.0.1:${port}`,
    `http://user@${host}`,
    `http://${host}/`,
    `http://evil.example#${host}`,
    `http://sub.${host}`,
    host,
    `${url} ${url}`,
    `${url},https://evil.example`,
  ];
};

export function ticketsTests(suite: Suite): void {
  const open = (ticket: string, origin?: string) => LiveSocket.open(suite.runtime, ticket, origin);

  test('a ticket opens one socket, however many try at once', async () => {
    const ticket = await ticketOf(suite.cast.bob);
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => open(ticket)));
    const opened = tries.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(opened).toHaveLength(1);
    await opened[0]?.hello();
    opened[0]?.close();
    await expect(open(ticket)).rejects.toThrow('403');
  });

  test('a ticket of more than thirty seconds ago opens nothing', async () => {
    await expect(open(await plantTicket(suite.runtime, suite.cast.bob, { agoMs: TICKET_MS }))).rejects.toThrow('403');
    (await open(await plantTicket(suite.runtime, suite.cast.bob, { agoMs: TICKET_MS - 10_000 }))).close();
  });

  test('without a ticket, or with one that is none, nothing opens', async () => {
    const url = `${suite.runtime.url.replace('http', 'ws')}/ws`;
    const statuses = await Promise.all(
      ['', '?ticket=', '?ticket=x', `?ticket=${'x'.repeat(43)}`, `?token=${suite.cast.bob.accessToken}`].map(statusOf),
    );
    // Without the authorizer's identity source the gateway itself refuses.
    expect(statuses).toEqual([401, 401, 403, 403, 401]);

    async function statusOf(query: string): Promise<number> {
      const headers = { connection: 'upgrade', upgrade: 'websocket', origin: suite.runtime.url };
      const { request } = await import('node:http');
      return new Promise((resolve, reject) => {
        const key = { 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', 'sec-websocket-version': '13' };
        request(url.replace('ws', 'http') + query, { headers: { ...headers, ...key } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        })
          .on('error', reject)
          .end();
      });
    }
  });

  test('a page that is not ours opens nothing, and does not use the ticket up', async () => {
    const ticket = await ticketOf(suite.cast.bob);
    for (const origin of foreignOrigins(suite.runtime.url)) {
      const refusal = await open(ticket, origin).catch(String);
      expect([origin, refusal]).toEqual([origin, expect.stringContaining('403')]);
    }
    (await open(ticket)).close();
  });

  test('a ticket of a session that ended meanwhile opens nothing', async () => {
    const elsewhere = await suite.cast.eve.elsewhere();
    const ticket = await ticketOf(elsewhere);
    await elsewhere.call('session.logOut', {});
    await expect(open(ticket)).rejects.toThrow('403');
  });
}
