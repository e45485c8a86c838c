import { WORKSPACE_ROLES, type WorkspaceRole } from '../../protocol/workspace.ts';
import { frameOf } from '../delivery/frame.ts';
import { audienceOf } from '../delivery/publish.ts';
import { postShare, type Share } from '../delivery/share.ts';
import type { Scope } from '../ports/index.ts';
import { keys } from '../table/schema.ts';
import type { WorkspaceRow } from '../table/workspace.ts';
import { seenBy, toWorkspaceMemberRow } from '../table/workspace-member.ts';

/** Connections that are told at once: more people learn it by their next check. */
const MOST = 500;

/** Tells who is connected how their workspace is now: the audience of #general, where everyone is. @returns false when they are too many */
export async function tellWorkspace(scope: Scope, row: WorkspaceRow, except: string | null): Promise<boolean> {
  const channelId = row.generalChannelId;
  const audience = await audienceOf(scope, channelId);
  if (audience.length > MOST) return false;
  const others = audience.filter(({ connectionId }) => connectionId !== except);
  const roles = await rolesOf(
    scope,
    row.workspaceId,
    others.map(({ userId }) => userId),
  );
  await Promise.all(
    WORKSPACE_ROLES.map((role) => {
      const to: Share['to'] = others
        .filter(({ userId }) => roles.get(userId) === role)
        .map(({ userId, connectionId }) => [userId, connectionId]);
      const frame = frameOf({ type: 'workspace.changed', workspace: seenBy(row, role) });
      return postShare(scope, { channelId, frame, hint: false, to });
    }),
  );
  return true;
}

async function rolesOf(
  { store }: Scope,
  workspaceId: string,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, WorkspaceRole>> {
  const people = [...new Set(userIds)];
  const roles = new Map<string, WorkspaceRole>();
  for (let at = 0; at < people.length; at += 100) {
    const wanted = people.slice(at, at + 100).map((userId) => keys.workspaceMember(workspaceId, userId));
    for (const item of await store.getMany(wanted, { consistent: true })) {
      const member = item && toWorkspaceMemberRow(item);
      if (member?.gone === null) roles.set(member.userId, member.role);
    }
  }
  return roles;
}
