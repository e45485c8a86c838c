/** Real cases: Mattermost CVE-2025-13821 (an event carried a password hash), Zulip CVE-2024-56136 (addresses across workspaces). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ActionName, Input } from '../../protocol/contracts.ts';
import { describeProtocol } from '../../protocol/json-schemas.ts';
import { PASSWORD, type Person } from '../support/server/person.ts';
import type { TestSocket } from '../support/server/socket.ts';
import { found, say, type Team } from './team.ts';

let team: Team;
const secrets = new Set<string>([PASSWORD]);
beforeAll(async () => {
  team = await found({
    wrap: (ports) => {
      const { identity } = ports;
      const logIn: typeof identity.logIn = async (email, password) => {
        const tokens = await identity.logIn(email, password);
        secrets.add(tokens.refreshToken);
        return tokens;
      };
      return { ...ports, identity: { ...identity, logIn } };
    },
  });
});
afterAll(() => team.server.stop());

/** Objects in a schema that would let unknown fields through. */
function openObjects(schema: unknown, path: string): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const isObject = 'type' in schema && schema.type === 'object';
  const open = isObject && !('additionalProperties' in schema && schema.additionalProperties === false) ? [path] : [];
  return [...open, ...Object.entries(schema).flatMap(([name, inner]) => openObjects(inner, `${path}/${name}`))];
}

test('every answer and every event says exactly which fields it has', () => {
  const { actions, named } = describeProtocol();
  for (const { name, output } of actions) expect([name, openObjects(output, '')]).toEqual([name, []]);
  expect(openObjects(named, '')).toEqual([]);
});

const all = ({ owner, member, other, stranger }: Team): readonly Person[] => [owner, member, other, stranger];

/** A day at work: everything that tells others something. */
async function work(sockets: readonly TestSocket[]): Promise<void> {
  const { owner, member, other, workspaceId, privateId, publicId, generalId } = team;
  const userIds = all(team).map(({ userId }) => userId);
  for (const socket of sockets) await socket.call('presence.watch', { userIds });
  await sockets[0]?.call('socket.look', { open: [publicId], closed: [] });
  const seq = await say(member, publicId, `For <@${owner.userId}> and <!channel>`);
  await member.call('message.edit', { channelId: publicId, seq, text: 'For all' });
  await member.call('message.delete', { channelId: publicId, seq });
  await owner.call('channel.addMembers', { channelId: privateId, userIds: [other.userId] });
  await owner.call('channel.describe', { channelId: privateId, topic: 'Topic' });
  await say(owner, generalId, 'For those who do not look');
  await sockets[2]?.call('presence.set', { visible: false });
  await other.call('readMarker.move', { markers: [{ channelId: generalId, readSeq: 1, readOrd: 1 }] });
  await other.call('profile.update', { displayName: 'Otto the Other', title: 'Someone' });
  await owner.call('workspace.rename', { workspaceId, name: 'Our home' });
  await owner.call('member.changeRole', { workspaceId, userId: member.userId, role: 'admin' });
  await other.call('direct.start', { workspaceId, userIds: [member.userId] });
  const elsewhere = await member.elsewhere();
  const socket = await (await elsewhere.connect()).hello();
  secrets.add(elsewhere.accessToken ?? '').add([...elsewhere.cookies.values()].join());
  await socket.call('presence.set', { visible: false });
  await member.call('session.end', { sessionId: elsewhere.sessionId });
  await owner.call('channel.removeMember', { channelId: privateId, userId: other.userId });
}

/** What must be in nothing that others see. */
async function hidden(): Promise<void> {
  const { owner, workspaceId } = team;
  const terms = { workspaceId, role: 'member', uses: 1, expiresInSeconds: 60 } as const;
  secrets.add((await owner.call('invite.create', terms)).secret);
  for (const person of all(team)) {
    secrets.add(person.accessToken ?? '').add([...person.cookies.values()].join());
    secrets.add((await person.call('socket.ticket', {})).ticket);
  }
  for (const { code } of team.server.mails) secrets.add(`"${code}"`);
}

/** Fields of the table that are nobody's business. */
const INSIDE =
  /"(?:sealed|hash|notBefore|sessionsFrom|originJti|password|refreshToken|deactivated|ttl|pk|sk|dpk|dsk|gone)"/;

/** Kinds of events that the day brings. */
const HEARD = [
  'channel.hinted',
  'me.changed',
  'membership.ended',
  'membership.started',
  'message.deleted',
  'message.edited',
  'message.posted',
  'presence.changed',
  'profile.changed',
  'workspace.changed',
];

describe('what others are told', () => {
  test('holds no secret, no address of mail but one’s own, and nothing of how it is stored', async () => {
    const sockets = await Promise.all(all(team).map(async (person) => (await person.connect()).hello()));
    await work(sockets);
    await hidden();
    expect(secrets.size).toBeGreaterThan(15);
    for (const [index, socket] of sockets.entries()) {
      const heard = JSON.stringify(socket.frames);
      expect(heard).not.toMatch(INSIDE);
      for (const secret of secrets) expect(heard).not.toContain(secret);
      expect(addressesIn(heard)).not.toEqual(expect.arrayContaining([expect.not.stringContaining(emailAt(index))]));
    }
    const types = new Set(sockets.flatMap(({ events }) => events.map(({ type }) => type)));
    expect([...types].toSorted()).toEqual(HEARD);
  });

  test('is the same for all who may ask, but for what is their own', async () => {
    const { owner, member, other, stranger, workspaceId, publicId, generalId } = team;
    const userIds = all(team).map(({ userId }) => userId);
    const asked = [
      ['member.list', { workspaceId }],
      ['profile.list', { workspaceId, userIds }],
      ['channel.members', { channelId: generalId }],
      ['message.list', { channelId: publicId }],
    ] as const satisfies readonly (readonly [ActionName, Input<ActionName>])[];
    for (const [name, input] of asked) {
      const [first, ...others] = await Promise.all([owner, member, other].map((person) => person.call(name, input)));
      for (const each of others) expect([name, each]).toEqual([name, first]);
      expect([name, addressesIn(JSON.stringify(first))]).toEqual([name, []]);
      expect([name, (await stranger.refused(name, input)).code]).toEqual([name, 'forbidden']);
    }
    for (const person of all(team)) {
      const start = await person.call('sync.start', {});
      expect(new Set(addressesIn(JSON.stringify(start)))).toEqual(new Set([person.email]));
    }
  });
});

const emailAt = (index: number): string => all(team)[index]?.email ?? '';
const addressesIn = (text: string): readonly string[] => text.match(/[\w.+-]+@[\w-]+\.[\w.]+/g) ?? [];
