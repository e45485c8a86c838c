/** Real case: Mattermost CVE-2023-4108 (what people wrote was in the log). All functions, with and without failures around them. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { create as createFanOut } from '../../lambdas/fan-out.ts';
import type { Ports } from '../../lambdas/ports/index.ts';
import { create as createRepair } from '../../lambdas/repair.ts';
import { PASSWORD, Person } from '../support/server/person.ts';
import { handshake } from '../support/server/socket.ts';
import { type Leaks, leaky } from './leaky-ports.ts';
import { found, type Team } from './team.ts';
import { filledBy, textFields } from './text-fields.ts';

const CANARY = 'canary5f1e';
const leaks: Leaks = { oneIn: 0, failed: 0 };
const secrets = new Set<string>([CANARY, PASSWORD, '@example.org']);
const printed: string[] = [];
let team: Team;
let ports: Ports;

/** Ports that fail, and tell which tokens they gave. */
function wrap(inner: Ports): Ports {
  const { logIn } = inner.identity;
  const telling: typeof logIn = async (email, password) => {
    const tokens = await logIn(email, password);
    secrets.add(tokens.accessToken).add(tokens.refreshToken);
    return tokens;
  };
  ports = leaky({ ...inner, identity: { ...inner.identity, logIn: telling } }, leaks);
  return ports;
}

beforeAll(async () => {
  team = await found({ wrap, env: { PARLEY_SEND_LIMIT: '100000', PARLEY_FAN_OUT_THRESHOLD: '1' } });
});
afterAll(() => team.server.stop());

beforeEach(() => {
  leaks.oneIn = 0;
  printed.length = 0;
  team.server.logs.length = 0;
  const keep = (chunk: unknown): boolean => printed.push(String(chunk)) > 0;
  for (const name of ['log', 'warn', 'error', 'info', 'debug'] as const)
    vi.spyOn(console, name).mockImplementation(keep);
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  return () => void vi.restoreAllMocks();
});

/** Whatever a function does not catch is printed by its runtime. */
const printing = async (work: Promise<unknown>): Promise<void> => {
  await work.catch((error: unknown) => printed.push(error instanceof Error ? String(error.stack) : String(error)));
};

const mail = `${CANARY}@example.org`;
const text = `${CANARY} says hello to ${mail}`;

/** A text of one's own in every field of every action that has one. */
function inputs({ workspaceId, publicId, privateId, other }: Team, turn: number) {
  const channelId = publicId;
  return [
    ['profile.update', { displayName: CANARY, title: text }],
    ['profile.update', { timeZone: text }],
    ['workspace.create', { name: text }],
    ['workspace.rename', { workspaceId, name: text }],
    ['channel.create', { workspaceId, name: `${CANARY}-${turn}`, kind: 'private', topic: text, purpose: text }],
    ['channel.describe', { channelId: privateId, topic: text, purpose: text }],
    ['channel.rename', { channelId: privateId, name: `${CANARY}-${turn}-renamed` }],
    ['channel.browse', { workspaceId, text, from: Buffer.from(`{"pk":"${CANARY}"}`).toString('base64url') }],
    ['member.list', { workspaceId, text }],
    ['member.list', { workspaceId, from: text }],
    ['channel.members', { channelId, from: text }],
    ['channel.addMembers', { channelId: privateId, userIds: [other.userId] }],
    ['channel.removeMember', { channelId: privateId, userId: other.userId }],
    ['message.send', { channelId, clientMessageId: `${CANARY}-${turn}`, text: `${text} <!channel>` }],
    ['message.edit', { channelId, seq: 2, text }],
    ['message.list', { channelId }],
    ['sync.changes', { channelId, after: 0 }],
    ['sync.start', {}],
    ['invite.preview', { secret: `${CANARY}${'x'.repeat(33)}` }],
    ['session.changePassword', { current: `${PASSWORD}!`, next: `${PASSWORD} ${CANARY}` }],
    ['session.list', {}],
    ['session.refresh', {}],
    ['message.send', { channelId, clientMessageId: CANARY, text, [CANARY]: text }],
    [CANARY, { text }],
  ] as const;
}

/** Somebody registers, gets a code, and everything goes wrong that can. */
async function arrive(turn: number): Promise<void> {
  const name = `${CANARY} ${String(turn).replaceAll(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)))}`;
  const guest = new Person(team.server, name);
  const given = { email: guest.email, password: `${PASSWORD} ${turn}`, displayName: name };
  const registered = await guest.raw('session.register', JSON.stringify(given));
  const [, registration = 'x'.repeat(43)] = /"([\w-]{43})"/.exec(registered.body) ?? [];
  secrets.add(registration);
  const { code } = team.server.mails.at(-1) ?? { code: '000000' };
  const raw = (action: string, input: object) => guest.raw(action, JSON.stringify(input), { 'user-agent': text });
  await raw('session.confirm', { registration, code });
  await raw('session.logIn', { email: guest.email, password: given.password });
  await raw('session.forgotPassword', { email: guest.email });
  await raw('session.resetPassword', { email: guest.email, code, password: given.password });
  await raw('session.register', { ...given, timeZone: text });
  await guest.raw('session.logIn', `{"email":"${mail}","password":"${CANARY}`);
  await guest.raw('session.logIn', Buffer.from([0xff, 0xfe]).toString('base64'), {}, { isBase64Encoded: true });
}

/** The functions that no browser calls by itself: sockets, the stream, the other half of a large audience. */
async function behind(turn: number): Promise<void> {
  const { server, member, publicId } = team;
  const { ticket } = await member.ask('socket.ticket', {}).then((each) => (each.ok ? each.output : { ticket: CANARY }));
  secrets.add(ticket);
  const requestContext = {
    connectionId: `logs-${turn}`,
    authorizer: { userId: member.userId, sessionId: member.sessionId },
  };
  server.gateway.open(`logs-${turn}`);
  await printing(server.authorize(handshake([ticket], { 'User-Agent': [text] })));
  for (const [eventType, body] of [
    ['CONNECT', null],
    ['MESSAGE', JSON.stringify({ id: CANARY, action: 'sync.start', input: { text } })],
    [
      'MESSAGE',
      `{"id":"${CANARY}","action":"message.send","input":{"channelId":"${publicId}","clientMessageId":"${CANARY}","text":"${text}"}}`,
    ],
    ['MESSAGE', JSON.stringify({ id: CANARY, action: 'socket.renew', input: { accessToken: text } })],
    ['MESSAGE', text],
    ['DISCONNECT', null],
  ] as const) {
    await printing(server.socket({ requestContext: { ...requestContext, eventType }, body }));
  }
  const frame = JSON.stringify({ events: [text] });
  const to = [[member.userId, `logs-${turn}`]];
  await printing(createFanOut(ports, {})({ channelId: publicId, frame, hint: turn % 2 === 0, to }));
  if (turn > 1) await printing(createFanOut(ports, {})({ channelId: publicId, frame, [CANARY]: text }));
  const image = {
    type: { S: 'message' },
    text: { S: text },
    pk: { S: `C#${publicId}` },
    sk: { S: `M#${'2'.padStart(16, '0')}` },
  };
  const dynamodb = { Keys: { pk: image.pk, sk: image.sk }, NewImage: image, SequenceNumber: String(turn) };
  await printing(createRepair(ports, {})({ Records: [{ eventName: 'INSERT', dynamodb }] }));
}

async function day(turn: number): Promise<void> {
  const { owner } = team;
  for (const [action, input] of inputs(team, turn)) await printing(owner.raw(action, JSON.stringify(input)));
  for (const value of owner.cookies.values()) secrets.add(value);
  await printing(arrive(turn));
  await printing(behind(turn));
}

/** Everything that any log received. @throws when it holds what it must not */
function clean(): readonly string[] {
  const lines = [...team.server.logs, ...printed];
  const codes = team.server.mails.map(({ code }) => new RegExp(String.raw`\b${code}\b`));
  for (const line of lines) {
    for (const secret of secrets) expect(line).not.toContain(secret);
    expect(codes.filter((code) => code.test(line))).toEqual([]);
  }
  return lines;
}

test('where nothing fails nothing is logged, whatever people send', async () => {
  const http = vi.spyOn(team.server, 'http');
  const socket = vi.spyOn(team.server, 'socket');
  await day(1);
  expect(clean()).toEqual([]);
  const filled = new Set([
    ...http.mock.calls.flatMap(([{ pathParameters, body = '', isBase64Encoded }]) =>
      isBase64Encoded || !body.endsWith('}') ? [] : filledBy(pathParameters?.['action'] ?? '', body),
    ),
    ...socket.mock.calls.flatMap(([{ body }]) => {
      const [, action = '', input = '{}'] = /"action":"([^"]+)","input":(.*)\}$/.exec(body ?? '') ?? [];
      return filledBy(action, input);
    }),
  ]);
  expect(textFields().filter((field) => !filled.has(field))).toEqual([]);
});

test.each([2, 3, 5, 7, 13, 29])('where one call of %i fails, no line says what people wrote or hold', async (oneIn) => {
  leaks.failed = 0;
  for (let turn = 0; turn < 4; turn += 1) {
    leaks.oneIn = oneIn;
    await day(oneIn * 100 + turn);
    // Whoever was logged out on the way comes back.
    leaks.oneIn = 0;
    team.server.clock.advance(3_600_000);
    await team.owner.logIn();
    await team.member.logIn();
  }
  expect(leaks.failed).toBeGreaterThan(10);
  expect(clean().length).toBeGreaterThan(0);
});

describe('what failed in a browser', () => {
  const report = { error: 'TypeError', panel: 'page', app: 'DstvO82t', at: ['index-DstvO82t.js:1:2345'] };

  test.each([
    ['a name', { error: CANARY }],
    ['a class of one’s own', { error: `${CANARY}Error` }],
    ['a panel', { panel: CANARY }],
    ['a build', { app: `${CANARY}${CANARY}` }],
    ['a frame', { at: [text] }],
    ['a frame of another origin', { at: [`https://${CANARY}.example/index-DstvO82t.js:1:2`] }],
    ['a frame with a name', { at: [`at ${CANARY} (index-DstvO82t.js:1:2)`] }],
    ['a frame with a line end', { at: [`index-DstvO82t.js:1:2\n${CANARY}`] }],
    ['a message', { message: text }],
  ])('%s of somebody’s writing is refused, and nothing is logged', async (_, wrong) => {
    const answer = await team.owner.raw('client.report', JSON.stringify({ ...report, ...wrong }));
    expect(answer.status).toBe(400);
    expect(clean()).toEqual([]);
  });

  test('is one line: class, panel, build and places; of whom it does not say', async () => {
    await team.owner.raw('client.report', JSON.stringify(report), { 'user-agent': text });
    const lines = clean();
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      {
        level: 'WARN',
        event: 'client error',
        timestamp: expect.any(String),
        function: 'test',
        ...report,
        at: 'index-DstvO82t.js:1:2345',
      },
    ]);
    for (const secret of [team.owner.userId, ...team.owner.cookies.values()]) expect(lines[0]).not.toContain(secret);
  });

  test('is logged a limited number of times, however many are told at once', async () => {
    team.server.clock.advance(3_600_000);
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => team.owner.raw('client.report', JSON.stringify(report))),
    );
    const done = answers.filter(({ status }) => status === 200).length;
    expect(done).toBe(30);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 429]));
    expect(clean()).toHaveLength(done);
  });

  test('may be told by somebody without a session', async () => {
    const guest = new Person(team.server, 'Guest of the log');
    expect((await guest.raw('client.report', JSON.stringify(report))).status).toBe(200);
    expect(clean()).toHaveLength(1);
  });
});
