import { forbidden, Problem } from '../../protocol/errors.ts';
import { hashOf } from '../domain/secrets.ts';
import { mayInvite } from '../domain/workspace-rules.ts';
import type { Scope } from '../ports/index.ts';
import type { InviteRow } from '../table/invite.ts';
import { loadInvite } from '../table/invite.ts';
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
  /** Undefined when the inviter has left. */
  readonly inviter: WorkspaceMemberRow | undefined;
}

/** The invite of a secret. Whoever holds the secret may know of it. @throws Problem forbidden when there is none */
export async function knownInvite({ store }: Scope, secret: string): Promise<KnownInvite> {
  const invite = await loadInvite(store, hashOf(secret));
  if (!invite) throw forbidden();
  const [workspace, inviter] = await Promise.all([
    loadWorkspace(store, invite.workspaceId),
    loadWorkspaceMember(store, invite.workspaceId, invite.createdBy),
  ]);
  if (!workspace) throw forbidden();
  return { invite, workspace, inviter };
}

/** Why it does not work any more; an invite is worth no more than its inviter's own rights. @throws Problem conflict */
export function checkUsable({ invite, inviter }: KnownInvite, now: number): void {
  if (invite.revoked || !inviter || !mayInvite(inviter.role, invite.role)) throw inviteRevoked();
  if (invite.expiresAt <= now) throw inviteExpired();
  if (invite.usesLeft <= 0) throw inviteUsed();
}
