import { maySeeInvite } from '../domain/workspace-rules.ts';
import { seeWorkspace } from '../flows/see-workspace.ts';
import { openInvites, toInvite } from '../table/invite.ts';
import { action } from './action.ts';

export const inviteList = action('invite.list', {
  allow: (context, { workspaceId }) => seeWorkspace(context, workspaceId, context.caller.userId),
  async run({ store, now }, { workspaceId }, member) {
    const open = await openInvites(store, workspaceId, now);
    const seen = open.filter(({ createdBy }) => maySeeInvite(member.role, createdBy === member.userId));
    return { invites: seen.map(toInvite) };
  },
});
