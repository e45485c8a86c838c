import { expect, test } from 'vitest';
import { keys } from '../../../lambdas/table/schema.ts';
import type { Suite } from '../../support/runtime-suite.ts';

export function invitesTests(suite: Suite): void {
  /** Ada's invite to a workspace of its own, for Mallory, who is nowhere else. */
  async function made(uses = 1) {
    const { ada } = suite.cast;
    const { workspace } = await ada.call('workspace.create', { name: 'Invited' });
    const { workspaceId } = workspace;
    const terms = { workspaceId, role: 'member', uses, expiresInSeconds: 3_600 } as const;
    return { workspaceId, ...(await ada.call('invite.create', terms)) };
  }

  test('an invite shows where it leads, and is used up by who joins, not by joining again', async () => {
    const { bob, mallory } = suite.cast;
    const { workspaceId, secret } = await made(1);
    expect(await mallory.call('invite.preview', { secret })).toEqual({ workspaceName: 'Invited', invitedBy: 'Ada' });
    expect((await mallory.call('invite.accept', { secret })).workspace).toMatchObject({ workspaceId, role: 'member' });
    await mallory.call('invite.accept', { secret });
    expect(await bob.refused('invite.accept', { secret })).toMatchObject({ code: 'conflict', reason: 'invite_used' });
    expect((await mallory.call('member.list', { workspaceId })).members).toHaveLength(2);
  });

  test('of many who accept the last use at once, one joins', async () => {
    const { bob, eve, mallory } = suite.cast;
    const { secret, workspaceId } = await made(1);
    const tries = await Promise.all([bob, eve, mallory].map((person) => person.ask('invite.accept', { secret })));
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await suite.cast.ada.call('member.list', { workspaceId })).members).toHaveLength(2);
  });

  test('a revoked and an expired invite are refused with a reason, an unknown one as if it had never been', async () => {
    const { ada, mallory } = suite.cast;
    const revoked = await made();
    await ada.call('invite.revoke', { workspaceId: revoked.workspaceId, inviteId: revoked.invite.inviteId });
    const expired = await made();
    const row = keys.invite(expired.invite.inviteId);
    await suite.runtime.store.update({ update: row, changes: { set: { expiresAt: Date.now() - 1 } } });
    const reasonOf = async (secret: string) => (await mallory.refused('invite.accept', { secret })).reason;
    expect(await reasonOf(revoked.secret)).toBe('invite_revoked');
    expect(await reasonOf(expired.secret)).toBe('invite_expired');
    const unknown = await mallory.refused('invite.accept', { secret: 'x'.repeat(43) });
    expect(unknown.code).toBe('forbidden');
    for (const { workspaceId } of [revoked, expired]) {
      expect((await mallory.refused('member.list', { workspaceId })).code).toBe('forbidden');
    }
  });

  test('a foreign workspace is as good as none', async () => {
    const { bob } = suite.cast;
    const { workspaceId } = await made();
    const missing = `W${'0'.repeat(26)}`;
    const inputs = {
      'member.list': {},
      'workspace.rename': { name: 'Mine' },
      'workspace.leave': {},
      'channel.browse': {},
      'channel.create': { name: 'mine', kind: 'public' },
      'invite.create': { role: 'member', uses: 1, expiresInSeconds: 60 },
      'invite.list': {},
      'invite.revoke': { inviteId: '0'.repeat(64) },
      'member.remove': { userId: suite.cast.ada.userId },
      'member.changeRole': { userId: suite.cast.ada.userId, role: 'member' },
      'direct.start': { userIds: [suite.cast.ada.userId] },
      'profile.list': { userIds: [suite.cast.ada.userId] },
    };
    for (const [action, input] of Object.entries(inputs)) {
      const [foreign, none] = await Promise.all(
        [workspaceId, missing].map((id) => bob.raw(action, JSON.stringify({ ...input, workspaceId: id }))),
      );
      expect([action, foreign?.status, foreign?.text]).toEqual([action, 403, none?.text]);
      expect(none?.status).toBe(403);
    }
  });
}
