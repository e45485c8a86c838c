import { forbidden } from '../../protocol/errors.ts';
import { mayRemove } from '../domain/workspace-rules.ts';
import { endWorkspaceMembership } from '../flows/end-workspace-membership.ts';
import { seeWorkspace } from '../flows/see-workspace.ts';
import { leaveInstead } from '../flows/workspace-problems.ts';
import { checkWorkspaceRole, loadWorkspaceMemberRow } from '../table/workspace-member.ts';
import { action } from './action.ts';

/** Repeating it continues where a crash interrupted; of someone who is out already it is done: the answer may be lost. */
export const memberRemove = action('member.remove', {
  async allow(context, { workspaceId, userId }) {
    const [by, member] = await Promise.all([
      seeWorkspace(context, workspaceId, context.caller.userId),
      loadWorkspaceMemberRow(context.store, workspaceId, userId),
    ]);
    if (!member || !mayRemove(by.role, member.role)) throw forbidden();
    if (by.userId === userId) throw leaveInstead();
    return { by, member };
  },
  async run(context, { workspaceId }, { by, member }) {
    const checks = [checkWorkspaceRole(workspaceId, by.userId, by.role)];
    await endWorkspaceMembership(context, member, { how: 'removed', by: by.userId, checks });
    return {};
  },
});
