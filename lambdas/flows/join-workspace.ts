import { Problem } from '../../protocol/errors.ts';
import type { Profile } from '../../protocol/profile.ts';
import type { Scope } from '../ports/index.ts';
import { useInvite } from '../table/invite.ts';
import type { Condition } from '../table/store.ts';
import { isConditionFailed } from '../table/store.ts';
import { ACTIVE, checkUser } from '../table/user.ts';
import type { WorkspaceMemberRow } from '../table/workspace-member.ts';
import { checkWorkspaceRole, loadWorkspaceMemberRow, putWorkspaceMember } from '../table/workspace-member.ts';
import type { KnownInvite } from './usable-invite.ts';
import { checkUsable, inviteUsed, knownInvite } from './usable-invite.ts';

const removed = (): Problem =>
  new Problem('conflict', 'You were removed from this workspace. Ask for a new invitation.', {
    reason: 'invite_too_old',
  });

/** Who comes back before everything of before has ended would keep what they were taken out of. */
const stillEnding = (): Problem =>
  new Problem('unavailable', 'You are just being taken out of this workspace. Try again in a moment.', {
    retryAfterMs: 2_000,
  });

/**
 * Makes the person a member by an invite: one use and the membership in one transaction. A member stays what they are
 * and costs no use; who was removed needs an invite that was made after that.
 * @throws Problem conflict, with the reason
 */
export async function joinWorkspace(
  scope: Scope,
  known: KnownInvite,
  secret: string,
  profile: Profile,
): Promise<WorkspaceMemberRow['role']> {
  const { store, now } = scope;
  const { invite, inviter } = known;
  const { workspaceId, role } = invite;
  const row = await loadWorkspaceMemberRow(store, workspaceId, profile.userId);
  if (row?.gone === null) return row.role;
  checkUsable(known, now);
  if (row?.endingBy) throw stillEnding();
  if (row?.gone === 'removed' && row.goneAt >= invite.createdAt) throw removed();
  if (!inviter) throw inviteUsed();
  try {
    await store.write([
      useInvite(invite.inviteId, now, role),
      putWorkspaceMember({ workspaceId, profile, role, joinedAt: now }, mayReturn(invite.createdAt)),
      checkWorkspaceRole(workspaceId, inviter.userId, inviter.role),
      checkUser(inviter.userId, ACTIVE),
    ]);
    return role;
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    return joinedMeanwhile(scope, secret, profile.userId);
  }
}

/** Whoever has gone may come back; who was removed only by an invite that is younger. */
const mayReturn = (invitedAt: number): Condition => ({
  all: [
    { exists: 'gone' },
    { absent: 'endingBy' },
    { any: [{ ne: ['gone', 'removed'] }, { lt: ['goneAt', invitedAt] }] },
  ],
});

/** Something changed since it was read: they are in by another way, or the invite tells why not. */
async function joinedMeanwhile(scope: Scope, secret: string, userId: string): Promise<WorkspaceMemberRow['role']> {
  const known = await knownInvite(scope, secret);
  const row = await loadWorkspaceMemberRow(scope.store, known.invite.workspaceId, userId);
  if (row?.gone === null) return row.role;
  if (row?.endingBy) throw stillEnding();
  checkUsable(known, scope.now);
  throw inviteUsed();
}
