import { forbidden } from '../../protocol/errors.ts';
import { endWorkspaceMembership } from '../flows/end-workspace-membership.ts';
import { loadWorkspaceMemberRow } from '../table/workspace-member.ts';
import { action } from './action.ts';

/** Repeating it continues where a crash interrupted; who has left already is told so again: the answer may be lost. */
export const workspaceLeave = action('workspace.leave', {
  async allow({ store, caller }, { workspaceId }) {
    const member = await loadWorkspaceMemberRow(store, workspaceId, caller.userId);
    if (!member || (member.gone === 'removed' && member.endingBy === null)) throw forbidden();
    return member;
  },
  async run(context, _input, member) {
    await endWorkspaceMembership(context, member, { how: 'left', by: member.userId });
    return {};
  },
});
