import { forbidden } from '../../protocol/errors.ts';
import { maySeeInvite } from '../domain/workspace-rules.ts';
import { seeWorkspace } from '../flows/see-workspace.ts';
import { loadInvite, revokeInvite } from '../table/invite.ts';
import { action } from './action.ts';

export const inviteRevoke = action('invite.revoke', {
  async allow(context, { workspaceId, inviteId }) {
    const [member, invite] = await Promise.all([
      seeWorkspace(context, workspaceId, context.caller.userId),
      loadInvite(context.store, inviteId),
    ]);
    if (!invite || invite.workspaceId !== workspaceId) throw forbidden();
    if (!maySeeInvite(member.role, invite.createdBy === member.userId)) throw forbidden();
  },
  async run({ store }, { workspaceId, inviteId }) {
    await store.write([revokeInvite(inviteId, workspaceId)]);
    return {};
  },
});
