import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Person } from '../support/server/person.ts';
import type { Server } from '../support/server/start-server.ts';
import { startServer } from '../support/server/start-server.ts';

const DAY = 24 * 3_600;
let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

let rooms = 0;
interface Room {
  readonly owner: Person;
  readonly workspaceId: string;
  /** Somebody new who joined by an invite. */
  readonly join: (name: string, role?: 'admin' | 'member') => Promise<Person>;
  readonly invite: (uses?: number, role?: 'admin' | 'member') => Promise<string>;
}

async function room(name = 'Analytical Engines'): Promise<Room> {
  rooms += 1;
  const owner = await Person.join(server, `Ada ${letters(rooms)}`);
  const { workspace } = await owner.call('workspace.create', { name });
  const { workspaceId } = workspace;
  const invite = async (uses = 1, role: 'admin' | 'member' = 'member'): Promise<string> => {
    const made = await owner.call('invite.create', { workspaceId, role, uses, expiresInSeconds: DAY });
    return made.secret;
  };
  const join = async (who: string, role: 'admin' | 'member' = 'member'): Promise<Person> => {
    const person = await Person.join(server, `${who} ${letters(rooms)}`);
    await person.call('invite.accept', { secret: await invite(1, role) });
    return person;
  };
  return { owner, workspaceId, invite, join };
}

const letters = (n: number): string => String(n).replaceAll(/\d/g, (digit) => String.fromCharCode(97 + Number(digit)));

describe('a workspace', () => {
  test('has a #general channel and its maker as owner', async () => {
    const { owner, workspaceId } = await room();
    const { members } = await owner.call('member.list', { workspaceId });
    expect(members).toEqual([expect.objectContaining({ userId: owner.userId, role: 'owner' })]);
  });

  test('is hidden from others as if it did not exist', async () => {
    const { workspaceId } = await room();
    const stranger = await Person.join(server, 'Stranger');
    const missing = `W${'0'.repeat(26)}`;
    const foreign = await stranger.refused('member.list', { workspaceId });
    expect(foreign).toEqual(await stranger.refused('member.list', { workspaceId: missing }));
    expect(foreign.code).toBe('forbidden');
  });

  test('is renamed by owners and admins only', async () => {
    const { owner, workspaceId, join } = await room();
    const member = await join('Grace');
    const admin = await join('Edith', 'admin');
    expect((await member.refused('workspace.rename', { workspaceId, name: 'Mine' })).code).toBe('forbidden');
    await admin.call('workspace.rename', { workspaceId, name: 'Engines' });
    const { workspace } = await owner.call('workspace.rename', { workspaceId, name: 'Engines & Co' });
    expect(workspace).toMatchObject({ name: 'Engines & Co', role: 'owner' });
  });
});

describe('roles', () => {
  test('admins cannot touch owners or make any; members cannot change anyone', async () => {
    const { owner, workspaceId, join } = await room();
    const admin = await join('Edith', 'admin');
    const member = await join('Grace');
    for (const role of ['admin', 'member'] as const) {
      const refusal = await admin.refused('member.changeRole', { workspaceId, userId: owner.userId, role });
      expect(refusal.code).toBe('forbidden');
    }
    const { userId } = member;
    expect((await admin.refused('member.changeRole', { workspaceId, userId, role: 'owner' })).code).toBe('forbidden');
    const own = { workspaceId, userId, role: 'admin' } as const;
    expect((await member.refused('member.changeRole', own)).code).toBe('forbidden');
    expect((await admin.call('member.changeRole', own)).member.role).toBe('admin');
  });

  test('the last owner stays, however many leave at the same time', async () => {
    const { owner, workspaceId, join } = await room();
    const second = await join('Edith');
    await owner.call('member.changeRole', { workspaceId, userId: second.userId, role: 'owner' });
    const [one, other] = await Promise.all([
      owner.ask('workspace.leave', { workspaceId }),
      second.ask('member.changeRole', { workspaceId, userId: second.userId, role: 'member' }),
    ]);
    expect([one.ok, other.ok].filter(Boolean)).toHaveLength(1);
    const remaining = one.ok ? second : owner;
    const { members } = await remaining.call('member.list', { workspaceId });
    expect(members.filter(({ role }) => role === 'owner')).toHaveLength(1);
    const refusal = await remaining.refused('workspace.leave', { workspaceId });
    expect(refusal).toMatchObject({ code: 'conflict', reason: 'last_owner' });
  });
});

describe('leaving and removal', () => {
  test('who was removed is out at once and needs a younger invite', async () => {
    const { owner, workspaceId, invite, join } = await room();
    const member = await join('Grace');
    const old = await invite(5);
    await owner.call('member.remove', { workspaceId, userId: member.userId });
    expect((await member.refused('member.list', { workspaceId })).code).toBe('forbidden');
    expect(await member.refused('invite.accept', { secret: old })).toMatchObject({ reason: 'invite_too_old' });
    server.clock.advance(1_000);
    await member.call('invite.accept', { secret: await invite() });
    expect((await member.call('member.list', { workspaceId })).members).toHaveLength(2);
  });

  test('who left may come back by the same link', async () => {
    const { workspaceId, invite } = await room();
    const member = await Person.join(server, `Grace ${letters(rooms)}x`);
    const secret = await invite(2);
    await member.call('invite.accept', { secret });
    await member.call('workspace.leave', { workspaceId });
    await member.call('invite.accept', { secret });
    expect((await member.call('sync.start', {})).workspaces).toHaveLength(1);
  });

  test('members remove nobody, admins no owner, nobody themselves', async () => {
    const { owner, workspaceId, join } = await room();
    const admin = await join('Edith', 'admin');
    const member = await join('Grace');
    expect((await member.refused('member.remove', { workspaceId, userId: admin.userId })).code).toBe('forbidden');
    expect((await admin.refused('member.remove', { workspaceId, userId: owner.userId })).code).toBe('forbidden');
    const self = await owner.refused('member.remove', { workspaceId, userId: owner.userId });
    expect(self).toMatchObject({ code: 'conflict', reason: 'self' });
  });

  test('who is connected while being removed gets the news and nothing more', async () => {
    const { owner, workspaceId, join } = await room();
    const member = await join('Grace');
    const channelId = (await member.call('sync.start', {})).workspaces[0]?.generalChannelId ?? '';
    const socket = await (await member.connect()).hello([channelId]);
    await owner.call('message.send', { channelId, clientMessageId: 'before-1', text: 'while you are here' });
    await owner.call('member.remove', { workspaceId, userId: member.userId });
    const seen = socket.events.length;
    expect(socket.events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['message.posted', 'membership.ended', 'workspace.left']),
    );
    await owner.call('message.send', { channelId, clientMessageId: 'after-01', text: 'now that you are gone' });
    expect(socket.events).toHaveLength(seen);
    expect(await member.refused('message.list', { channelId })).toMatchObject({ code: 'forbidden' });
    const { channels, workspaces } = await member.call('sync.start', {});
    expect([channels, workspaces]).toEqual([[], []]);
  });

  test('names of who has gone stay with what they wrote', async () => {
    const { owner, workspaceId, join } = await room();
    const member = await join('Grace');
    await owner.call('member.remove', { workspaceId, userId: member.userId });
    const { profiles } = await owner.call('profile.list', { workspaceId, userIds: [member.userId, owner.userId] });
    expect(profiles.map(({ displayName }) => displayName)).toEqual([member.name, owner.name]);
  });
});

describe('invites', () => {
  test('are used as often as they say, by parallel takers, too', async () => {
    const { invite } = await room();
    const secret = await invite(3);
    const people = await Promise.all(
      Array.from({ length: 8 }, (_, index) => Person.join(server, `Taker ${letters(rooms * 100 + index)}`)),
    );
    const results = await Promise.all(people.map((person) => person.ask('invite.accept', { secret })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(3);
    const refusals = results.flatMap((result) => (result.ok ? [] : [result.error.reason]));
    expect(new Set(refusals)).toEqual(new Set(['invite_used']));
  });

  test('joining again costs no use and keeps the role', async () => {
    const { owner, workspaceId, invite } = await room();
    const secret = await invite(2);
    const { workspace } = await owner.call('invite.accept', { secret });
    expect(workspace.role).toBe('owner');
    const [open] = (await owner.call('invite.list', { workspaceId })).invites;
    expect(open?.usesLeft).toBe(2);
  });

  test('revoked, expired and unknown ones are refused with their reason', async () => {
    const { owner, workspaceId, invite } = await room();
    const guest = await Person.join(server, `Guest ${letters(rooms)}`);
    const revoked = await invite();
    const [{ inviteId } = { inviteId: '' }] = (await owner.call('invite.list', { workspaceId })).invites;
    await owner.call('invite.revoke', { workspaceId, inviteId });
    expect(await guest.refused('invite.accept', { secret: revoked })).toMatchObject({ reason: 'invite_revoked' });
    expect(await guest.refused('invite.preview', { secret: revoked })).toMatchObject({ reason: 'invite_revoked' });
    const expired = await invite();
    server.clock.advance(DAY * 1_000);
    await guest.refresh();
    expect(await guest.refused('invite.accept', { secret: expired })).toMatchObject({ reason: 'invite_expired' });
    const unknown = await guest.refused('invite.accept', { secret: 'x'.repeat(43) });
    expect(unknown).toMatchObject({ code: 'forbidden' });
    expect(unknown.reason).toBeUndefined();
  });

  test('give no more than their inviter may give', async () => {
    const { owner, workspaceId, join } = await room();
    const admin = await join('Edith', 'admin');
    const member = await join('Grace');
    const wanted = { workspaceId, role: 'admin', uses: 1, expiresInSeconds: DAY } as const;
    expect((await member.refused('invite.create', wanted)).code).toBe('forbidden');
    const { secret } = await admin.call('invite.create', wanted);
    await owner.call('member.changeRole', { workspaceId, userId: admin.userId, role: 'member' });
    const guest = await Person.join(server, `Guest ${letters(rooms)}`);
    expect(await guest.refused('invite.accept', { secret })).toMatchObject({ reason: 'invite_revoked' });
  });

  test('of one workspace are neither listed nor revoked in another', async () => {
    const { owner, workspaceId, invite } = await room();
    await invite();
    const [open] = (await owner.call('invite.list', { workspaceId })).invites;
    const other = await room();
    const inviteId = open?.inviteId ?? '';
    const refusal = await other.owner.refused('invite.revoke', { workspaceId: other.workspaceId, inviteId });
    expect(refusal.code).toBe('forbidden');
    const own = await owner.refused('invite.revoke', { workspaceId, inviteId: 'f'.repeat(64) });
    expect(own).toEqual(refusal);
    const member = await other.join('Grace');
    expect((await member.call('invite.list', { workspaceId: other.workspaceId })).invites).toEqual([]);
  });
});

describe('people', () => {
  test('are found by name and title, in pages', async () => {
    const { owner, workspaceId, join } = await room();
    const member = await join('Émilie');
    await member.call('profile.update', { title: 'Translator', displayName: 'Émilie du Châtelet' });
    const found = async (text: string): Promise<readonly string[]> =>
      (await owner.call('member.list', { workspaceId, text })).members.map(({ displayName }) => displayName);
    expect(await found('emilie')).toEqual(['Émilie du Châtelet']);
    expect(await found('chatel')).toEqual(['Émilie du Châtelet']);
    expect(await found('transl')).toEqual(['Émilie du Châtelet']);
    expect(await found('nobody')).toEqual([]);
    const foreign = Buffer.from(JSON.stringify({ pk: 'U#x', sk: 'ME', dpk: 'W#x', dsk: 'P#a' })).toString('base64url');
    for (const from of ['nonsense', foreign]) {
      expect(await owner.refused('member.list', { workspaceId, from })).toMatchObject({ field: 'from' });
    }
  });

  test('tell a changed profile to their own windows and to who looks at them', async () => {
    const { owner, workspaceId, join } = await room();
    const member = await join('Grace');
    const stranger = await Person.join(server, `Stranger ${letters(rooms)}`);
    const [own, looking, foreign] = [await member.connect(), await owner.connect(), await stranger.connect()];
    for (const socket of [own, looking, foreign]) await socket.hello();
    await looking.call('presence.watch', { userIds: [member.userId] });
    await foreign.call('presence.watch', { userIds: [member.userId] });
    await member.call('profile.update', { title: 'Rear admiral' });
    expect(own.events.at(-1)).toMatchObject({ type: 'me.changed', me: { title: 'Rear admiral' } });
    expect(looking.events.at(-1)).toMatchObject({ type: 'profile.changed', profile: { title: 'Rear admiral' } });
    expect(JSON.stringify(looking.events)).not.toContain(member.email);
    expect(foreign.events).toEqual([]);
    const { members } = await owner.call('member.list', { workspaceId, text: 'admiral' });
    expect(members.map(({ userId }) => userId)).toEqual([member.userId]);
    await owner.call('member.remove', { workspaceId, userId: member.userId });
    await member.call('profile.update', { title: 'Elsewhere' });
    expect(JSON.stringify(looking.events)).not.toContain('Elsewhere');
  });

  test('never show the address of mail', async () => {
    const { owner, workspaceId, join } = await room();
    const member = await join('Grace');
    const seen = JSON.stringify(await owner.call('member.list', { workspaceId }));
    expect(seen).not.toContain(member.email);
  });
});
