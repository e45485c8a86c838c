/** Real case: Mattermost CVE-2024-48872 (a limit beaten by parallel tries). Passwords and codes: session/limits.test.ts. */
import { expect, test } from 'vitest';
import { Browser } from '../support/server/browser.ts';
import { Person } from '../support/server/person.ts';
import { startServer } from '../support/server/start-server.ts';
import { found } from './team.ts';

const TRIES = 200;
const guess = (index: number) => ({ secret: String(index).padStart(43, 'x') });
const times = <T>(make: (index: number) => Promise<T>): Promise<readonly T[]> =>
  Promise.all(Array.from({ length: TRIES }, (_, index) => make(index)));

test('two hundred parallel messages are no more than the limit', async () => {
  const limit = 60;
  const { server, member, publicId } = await found({ env: { PARLEY_SEND_LIMIT: String(limit) } });
  server.clock.advance(10_000 - (server.clock.now() % 10_000));
  const window = () => Math.floor(server.clock.now() / 10_000);
  const began = window();
  const send = (index: number) =>
    member.ask('message.send', { channelId: publicId, clientMessageId: `parallel-${index}`, text: 'Spam' });
  const sends = [];
  // In waves: what one wave is granted the next must not get once more.
  for (let wave = 0; wave < TRIES; wave += 20) {
    sends.push(...(await Promise.all(Array.from({ length: 20 }, (_, index) => send(wave + index)))));
  }
  expect(window()).toBe(began);
  const sent = sends.filter(({ ok }) => ok).length;
  expect(sent).toBeLessThanOrEqual(limit);
  expect(sent).toBeGreaterThan(limit / 2);
  const refused = sends.flatMap((each) => (each.ok ? [] : [each.error.code]));
  expect(new Set(refused)).toEqual(new Set(['rate_limited']));
  await server.stop();
});

test('two hundred parallel guesses of invitations are counted, whoever makes them and wherever', async () => {
  const server = await startServer();
  const mallory = await Person.join(server, 'Mallory');
  const accepts = await times((index) => mallory.refused('invite.accept', guess(index)));
  expect(accepts.filter(({ code }) => code === 'forbidden')).toHaveLength(60);
  const browser = new Browser(server, '203.0.113.50');
  await times((index) => browser.refused('invite.preview', guess(index)));
  expect((await browser.refused('invite.preview', guess(0))).code).toBe('rate_limited');
  await server.stop();
});

test('of two hundred parallel acceptances of five uses five join', async () => {
  const { server, owner, workspaceId } = await found();
  const terms = { workspaceId, role: 'member', uses: 5, expiresInSeconds: 60 } as const;
  const { secret } = await owner.call('invite.create', terms);
  const people = await Promise.all(
    Array.from({ length: 20 }, (_, index) => Person.join(server, `Guest ${'abcdefghijklmnopqrst'.charAt(index)}`)),
  );
  const tries = await times((index) => (people[index % people.length] ?? owner).ask('invite.accept', { secret }));
  const joined = new Set(tries.flatMap((each, index) => (each.ok ? [index % people.length] : [])));
  expect(joined.size).toBe(5);
  expect((await owner.call('member.list', { workspaceId })).members).toHaveLength(3 + 5);
  await server.stop();
});

test('nobody fills a mailbox: five letters an hour, whoever asks for them at once', async () => {
  const server = await startServer();
  const { email } = await Person.join(server, 'Ada');
  const before = server.mails.length;
  await times((index) =>
    new Browser(server, `203.0.113.${index}`).raw('session.forgotPassword', JSON.stringify({ email })),
  );
  expect(server.mails.length - before).toBe(5);
  const given = { email: 'new@example.org', password: 'a password of some length', displayName: 'New' };
  const { registration } = await new Browser(server, '203.0.113.250').call('session.register', given);
  const registered = server.mails.length;
  await times((index) =>
    new Browser(server, `198.51.100.${index}`).raw('session.resendCode', JSON.stringify({ registration })),
  );
  expect(server.mails.length - registered).toBe(5);
  await server.stop();
});
