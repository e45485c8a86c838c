import { forbidden } from '../../protocol/errors.ts';
import { tellPerson } from '../delivery/people.ts';
import { mayChangeRole } from '../domain/workspace-rules.ts';
import { seeWorkspace } from '../flows/see-workspace.ts';
import { lastOwner, roleChanged } from '../flows/workspace-problems.ts';
import type { Scope } from '../ports/index.ts';
import { isConditionFailed } from '../table/store.ts';
import type { Write } from '../table/store.ts';
import { countOwner, loadWorkspace } from '../table/workspace.ts';
import { loadUser } from '../table/user.ts';
import type { WorkspaceMemberRow } from '../table/workspace-member.ts';
import { changeMemberRole, checkWorkspaceRole, seenBy, toMember } from '../table/workspace-member.ts';
import { action } from './action.ts';

type Role = WorkspaceMemberRow['role'];

export const memberChangeRole = action('member.changeRole', {
  async allow(context, { workspaceId, userId, role }) {
    const [by, member] = await Promise.all([
      seeWorkspace(context, workspaceId, context.caller.userId),
      seeWorkspace(context, workspaceId, userId),
    ]);
    if (!mayChangeRole(by.role, member.role, role)) throw forbidden();
    return { by, member };
  },
  async run(context, { role }, { by, member }) {
    if (member.role !== role) await change(context, by, member, role);
    context.after(() => tell(context, member, role));
    const user = await loadUser(context.store, member.userId);
    return { member: toMember({ ...member, role }, user?.deactivated === true) };
  },
});

/** The last owner is guarded by the count in the same transaction, the right to do this by the caller's own role. */
async function change({ store }: Scope, by: WorkspaceMemberRow, member: WorkspaceMemberRow, to: Role): Promise<void> {
  const { workspaceId, userId, role: from } = member;
  const difference = Number(to === 'owner') - Number(from === 'owner');
  const count: Write[] = difference === 0 ? [] : [countOwner(workspaceId, difference > 0 ? 1 : -1)];
  const right = by.userId === userId ? [] : [checkWorkspaceRole(workspaceId, by.userId, by.role)];
  try {
    await store.write([...count, changeMemberRole(workspaceId, userId, from, to), ...right]);
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    throw count.length > 0 && error.at(0) ? lastOwner() : roleChanged();
  }
}

async function tell(scope: Scope, { workspaceId, userId }: WorkspaceMemberRow, role: Role): Promise<void> {
  const workspace = await loadWorkspace(scope.store, workspaceId);
  if (!workspace) return;
  await tellPerson(scope, userId, [{ type: 'workspace.changed', workspace: seenBy(workspace, role) }]);
}
