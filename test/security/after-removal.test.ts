/** Real cases: Zulip CVE-2023-32678 (who was removed edits and deletes on), Mattermost CVE-2026-2458 (channels listed after removal). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ActionName } from '../../protocol/contracts.ts';
import { CONTRACTS } from '../../protocol/contracts.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import type { Person } from '../support/server/person.ts';
import type { TestSocket } from '../support/server/socket.ts';
import { channel, found, say, type Team } from './team.ts';

let team: Team;
beforeAll(async () => {
  team = await found();
});
afterAll(() => team.server.stop());

interface About {
  readonly workspaceId: string;
  readonly channelId: string;
  readonly seq: number;
  readonly userId: string;
  readonly inviteId: string;
  /** Of a message that was sent before. */
  readonly sent: string;
}
type Inputs = { readonly [A in ActionName]?: (about: About) => unknown };

/** Every write that somebody in a channel can make there. */
const IN_CHANNEL = {
  'message.send': ({ channelId, sent }) => ({ channelId, clientMessageId: sent, text: 'Mine' }),
  'message.edit': ({ channelId, seq }) => ({ channelId, seq, text: 'Changed' }),
  'message.delete': ({ channelId, seq }) => ({ channelId, seq }),
  'channel.describe': ({ channelId }) => ({ channelId, topic: 'Taken over' }),
  'channel.rename': ({ channelId }) => ({ channelId, name: 'taken-over' }),
  'channel.archive': ({ channelId }) => ({ channelId }),
  'channel.unarchive': ({ channelId }) => ({ channelId }),
  'channel.addMembers': ({ channelId, userId }) => ({ channelId, userIds: [userId] }),
  'channel.removeMember': ({ channelId, userId }) => ({ channelId, userId }),
  'channel.leave': ({ channelId }) => ({ channelId }),
} satisfies Inputs;

/** Every write that somebody in a workspace can make there. */
const IN_WORKSPACE = {
  'workspace.rename': ({ workspaceId }) => ({ workspaceId, name: 'Taken over' }),
  'workspace.leave': ({ workspaceId }) => ({ workspaceId }),
  'member.changeRole': ({ workspaceId, userId }) => ({ workspaceId, userId, role: 'admin' }),
  'member.remove': ({ workspaceId, userId }) => ({ workspaceId, userId }),
  'invite.create': ({ workspaceId }) => ({ workspaceId, role: 'member', uses: 1, expiresInSeconds: 60 }),
  'invite.revoke': ({ workspaceId, inviteId }) => ({ workspaceId, inviteId }),
  'channel.create': ({ workspaceId }) => ({ workspaceId, name: 'taken-over', kind: 'public' }),
  'channel.join': ({ channelId }) => ({ channelId }),
  'direct.start': ({ workspaceId, userId }) => ({ workspaceId, userIds: [userId] }),
} satisfies Inputs;

/** What one does for oneself, wherever one is. */
const ELSEWHERE =
  /^(client|session|account|profile|presence|socket|sync|readMarker)\.|^workspace\.create$|^invite\.(accept|preview)$/;
const READS = /\.(list|get|browse|members|count)$/;

test('the tables above have every write there is', () => {
  const writes = Object.keys(CONTRACTS).filter((name) => !ELSEWHERE.test(name) && !READS.test(name));
  expect(Object.keys({ ...IN_CHANNEL, ...IN_WORKSPACE }).toSorted()).toEqual(writes.toSorted());
});

const entriesOf = (inputs: Inputs) => Object.entries(inputs);
const goesOver = (name: string, transport: string): boolean =>
  Object.entries(CONTRACTS).some(
    ([each, { transports }]) => each === name && transports.some((one) => one === transport),
  );

/** What is refused, over both transports. */
async function replay(person: Person, socket: TestSocket, inputs: Inputs, about: About): Promise<void> {
  for (const [name, inputOf] of entriesOf(inputs)) {
    const input = inputOf(about);
    const { status, body } = await person.raw(name, JSON.stringify(input));
    expect([name, status, JSON.parse(body)]).toMatchObject([name, 403, { error: { code: 'forbidden' } }]);
    if (!goesOver(name, 'socket')) continue;
    const before = socket.frames.length;
    await socket.raw(JSON.stringify({ id: name, action: name, input }));
    expect([name, socket.frames.slice(before)]).toMatchObject([name, [{ ok: false, error: { code: 'forbidden' } }]]);
  }
}

const stateOf = async ({ owner }: Team, channelId: string) => {
  const { messages } = await owner.call('message.list', { channelId });
  const { channel: state } = await owner.call('channel.get', { channelId });
  const { members } = await owner.call('channel.members', { channelId });
  return { texts: messages.map(({ text }) => text), state, members: members.map(({ userId }) => userId) };
};

/** Somebody in a private channel of the owner, with a message there and an open socket. */
async function insider(person: Person) {
  const { owner, other, workspaceId } = team;
  const channelId = await channel(owner, workspaceId, 'private', [person]);
  const terms = { workspaceId, role: 'member', uses: 1, expiresInSeconds: 60 } as const;
  const { inviteId } = (await person.call('invite.create', terms)).invite;
  const seq = await say(person, channelId, 'Secret words');
  const socket = await (await person.connect()).hello([channelId]);
  const sent = `sent-before-${seq}-${channelId}`;
  await socket.call('message.send', { channelId, clientMessageId: sent, text: 'Mine' });
  return { socket, about: { workspaceId, channelId, seq, userId: other.userId, inviteId, sent } };
}

describe('who was removed', () => {
  test('from a channel writes nothing there, also what they wrote before', async () => {
    const { owner, member } = team;
    const { socket, about } = await insider(member);
    await owner.call('channel.removeMember', { channelId: about.channelId, userId: member.userId });
    const before = await stateOf(team, about.channelId);
    await replay(member, socket, IN_CHANNEL, about);
    expect(await stateOf(team, about.channelId)).toEqual(before);
  });

  test('sees it in no list, and hears nothing of it', async () => {
    const { owner, member, workspaceId } = team;
    const { socket, about } = await insider(member);
    const { channelId } = about;
    const known = [{ channelId, seq: 0, ord: 0, lastSeq: 0, joinedAt: 0, readVersion: 0 }];
    await owner.call('channel.rename', { channelId, name: 'canary-name' });
    await owner.call('channel.removeMember', { channelId, userId: member.userId });
    const lists = [
      await member.call('sync.start', {}),
      (await member.call('sync.check', { known: [], visible: true })).channels,
      await member.call('channel.browse', { workspaceId, text: 'canary' }),
      await member.call('channel.browse', { workspaceId, archived: true }),
      await member.call('readMarker.count', { channelIds: [channelId] }),
      await member.call('readMarker.move', { markers: [{ channelId, readSeq: 1, readOrd: 1 }] }),
    ];
    for (const list of lists) expect(JSON.stringify(list)).not.toMatch(new RegExp(`${channelId}|canary-name`));
    expect((await member.call('sync.check', { known, visible: true })).gone).toEqual([channelId]);
    for (const [name, input] of [
      ['channel.get', { channelId }],
      ['channel.members', { channelId }],
      ['message.list', { channelId }],
      ['sync.changes', { channelId, after: 0 }],
    ] as const) {
      expect([name, (await member.refused(name, input)).code]).toEqual([name, 'forbidden']);
    }
    const heard = socket.frames.length;
    await socket.call('socket.look', { open: [channelId], closed: [] });
    await socket.call('socket.hello', { version: PROTOCOL_VERSION, open: [channelId], visible: true });
    await say(owner, channelId, `after the removal <@${member.userId}> <!channel>`);
    expect(JSON.stringify(socket.frames.slice(heard))).not.toMatch(new RegExp(`${channelId}|after the removal`));
  });

  test('from the workspace writes nothing there and sees nobody', async () => {
    const { owner, other, member, workspaceId, generalId, publicId } = team;
    const { socket, about } = await insider(other);
    const presence = async () => (await socket.call('presence.watch', { userIds: [member.userId] })).presence;
    expect(await presence()).toHaveLength(1);
    const gone = { ...about, userId: member.userId };
    await owner.call('member.remove', { workspaceId, userId: other.userId });
    const before = await stateOf(team, about.channelId);
    await replay(other, socket, IN_CHANNEL, gone);
    await replay(other, socket, IN_WORKSPACE, gone);
    await replay(other, socket, IN_CHANNEL, { ...gone, channelId: generalId });
    await replay(other, socket, IN_WORKSPACE, { ...gone, channelId: publicId });
    expect(await stateOf(team, about.channelId)).toEqual(before);
    expect(await presence()).toEqual([]);
    const heard = socket.frames.length;
    await member.call('profile.update', { title: 'Not for those who left' });
    expect(socket.frames.slice(heard)).toEqual([]);
    expect(await other.call('sync.start', {})).toMatchObject({ workspaces: [], channels: [] });
    for (const [name, input] of [
      ['member.list', { workspaceId }],
      ['profile.list', { workspaceId, userIds: [member.userId] as string[] }],
      ['channel.browse', { workspaceId }],
      ['invite.list', { workspaceId }],
      ['channel.get', { channelId: publicId }],
      ['channel.members', { channelId: generalId }],
    ] as const) {
      expect([name, (await other.refused(name, input)).code]).toEqual([name, 'forbidden']);
    }
  });
});
