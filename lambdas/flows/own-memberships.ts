import type { Scope } from '../ports/index.ts';
import { type MembershipRow, membershipsOf } from '../table/channel-member.ts';
import type { Connection } from '../table/connection.ts';
import { whereaboutsOf } from '../table/whereabouts.ts';
import type { WorkspaceMemberRow } from '../table/workspace-member.ts';
import { finishRemovals } from './finish-removals.ts';

/** A person's own places. */
export interface OwnMemberships {
  readonly rows: readonly WorkspaceMemberRow[];
  readonly memberships: readonly MembershipRow[];
  /** Their open sockets. */
  readonly connections: readonly Connection[];
}

/**
 * The workspaces and conversations that a person is in. One round trip. A removal that a crash interrupted is finished
 * first, so that a conversation of a workspace that they have left is none of theirs and tells them nothing more. The workspaces
 * are always read strongly.
 */
export async function ownMemberships(
  scope: Scope,
  userId: string,
  reading: { readonly consistent: boolean } = { consistent: true },
): Promise<OwnMemberships> {
  const [{ rows: all, connections }, memberships] = await Promise.all([
    whereaboutsOf(scope.store, userId),
    membershipsOf(scope.store, userId, reading),
  ]);
  await finishRemovals(scope, all);
  const rows = all.filter(({ gone }) => gone === null);
  const inside = new Set(rows.map(({ workspaceId }) => workspaceId));
  return { rows, memberships: memberships.filter(({ workspaceId }) => inside.has(workspaceId)), connections };
}
