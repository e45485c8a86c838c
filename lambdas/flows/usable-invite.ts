import { forbidden, Problem } from '../../protocol/errors.ts';
import { hashOf } from '../domain/secrets.ts';
import { mayInvite } from '../domain/workspace-rules.ts';
import type { Scope } from '../ports/index.ts';
import type { InviteRow } from '../table/invite.ts';
import { loadInvite } from '../table/invite.ts';
import type { Store } from '../table/store.ts';
import { loadUser } from '../table/user.ts';
import type { WorkspaceRow } from '../table/workspace.ts';
import { loadWorkspace } from '../table/workspace.ts';
import type { WorkspaceMemberRow } from '../table/workspace-member.ts';
import { loadWorkspaceMember } from '../table/workspace-member.ts';

const ASK = 'Ask the person who invited you for a new one.';
export const inviteUsed = (): Problem =>
  new Problem('conflict', `This invitation has been used up. ${ASK}`, { reason: 'invite_used' });
export const inviteRevoked = (): Problem =>
  new Problem('conflict', `This invitation was withdrawn. ${ASK}`, { reason: 'invite_revoked' });
export const inviteExpired = (): Problem =>
  new Problem('conflict', `This invitation has expired. ${ASK}`, { reason: 'invite_expired' });

export interface KnownInvite {
  readonly invite: InviteRow;
  readonly workspace: WorkspaceRow;
  /** Undefined when the inviter has left since, or was deactivated. */
  readonly inviter: WorkspaceMemberRow | undefined;
}

/** The invite of a secret. Whoever holds the secret may know of it. @throws Problem forbidden when there is none */
export async function knownInvite({ store }: Scope, secret: string): Promise<KnownInvite> {
  const invite = await loadInvite(store, hashOf(secret));
  if (!invite) throw forbidden();
  const [workspace, inviter] = await Promise.all([
    loadWorkspace(store, invite.workspaceId),
    inviterOf(store, invite.workspaceId, invite.createdBy),
  ]);
  // No workspace is ever deleted: this is for whoever should change that.
  if (!workspace) throw forbidden();
  return { invite, workspace, inviter };
}

/** Who made an invite; undefined for who has left or was deactivated. */
export async function inviterOf(
  store: Store,
  workspaceId: string,
  createdBy: string,
): Promise<WorkspaceMemberRow | undefined> {
  const [member, user] = await Promise.all([
    loadWorkspaceMember(store, workspaceId, createdBy),
    loadUser(store, createdBy),
  ]);
  return user && !user.deactivated ? member : undefined;
}

/** The inviter may invite to this role, and has been in the workspace ever since. */
export const mayAnswerFor = ({ role, createdAt }: InviteRow, inviter: WorkspaceMemberRow | undefined): boolean =>
  inviter !== undefined && mayInvite(inviter.role, role) && inviter.joinedAt <= createdAt;

/** Why it does not work any more; an invite is worth no more than its inviter's own rights. @throws Problem conflict */
export function checkUsable({ invite, inviter }: KnownInvite, now: number): void {
  if (invite.revoked || !mayAnswerFor(invite, inviter)) throw inviteRevoked();
  if (invite.expiresAt <= now) throw inviteExpired();
  if (invite.usesLeft <= 0) throw inviteUsed();
}

/** Whether this is the secret of an invite that works now. */
export async function isUsable(scope: Scope, secret: string): Promise<boolean> {
  try {
    checkUsable(await knownInvite(scope, secret), scope.now);
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}
