/** Who may do what in a workspace. */
import type { WorkspaceRole } from '../../protocol/workspace.ts';

const leads = (role: WorkspaceRole): boolean => role !== 'member';

export const mayRename = leads;

/** Everyone invites members; only owners and admins invite admins. */
export const mayInvite = (by: WorkspaceRole, role: WorkspaceRole): boolean =>
  role === 'member' || (role === 'admin' && leads(by));

/** All invites for owners and admins, their own for the others. */
export const maySeeInvite = (by: WorkspaceRole, isOwn: boolean): boolean => isOwn || leads(by);

/** Owners touch everyone; admins everyone but owners. */
export const mayRemove = (by: WorkspaceRole, target: WorkspaceRole): boolean =>
  by === 'owner' || (by === 'admin' && target !== 'owner');

export const mayChangeRole = (by: WorkspaceRole, from: WorkspaceRole, to: WorkspaceRole): boolean =>
  mayRemove(by, from) && mayRemove(by, to);
