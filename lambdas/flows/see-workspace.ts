import { forbidden } from '../../protocol/errors.ts';
import type { Scope } from '../ports/index.ts';
import type { WorkspaceMemberRow } from '../table/workspace-member.ts';
import { loadWorkspaceMember } from '../table/workspace-member.ts';

/** The person's own place in a workspace. @throws Problem forbidden for who is not in it, or when there is none */
export async function seeWorkspace({ store }: Scope, workspaceId: string, userId: string): Promise<WorkspaceMemberRow> {
  const member = await loadWorkspaceMember(store, workspaceId, userId);
  if (!member) throw forbidden();
  return member;
}
