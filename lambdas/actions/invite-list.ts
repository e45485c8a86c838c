import { maySeeInvite } from '../domain/workspace-rules.ts';
import { seeWorkspace } from '../flows/see-workspace.ts';
import { inviterOf, mayAnswerFor } from '../flows/usable-invite.ts';
import { openInvites, toInvite } from '../table/invite.ts';
import { action } from './action.ts';

export const inviteList = action('invite.list', {
  allow: (context, { workspaceId }) => seeWorkspace(context, workspaceId, context.caller.userId),
  async run({ store, now }, { workspaceId }, member) {
    const open = await openInvites(store, workspaceId, now);
    const seen = open.filter(({ createdBy }) => maySeeInvite(member.role, createdBy === member.userId));
    const people = [...new Set(seen.map(({ createdBy }) => createdBy))];
    const found = await Promise.all(people.map((userId) => inviterOf(store, workspaceId, userId)));
    const inviters = new Map(found.flatMap((inviter) => (inviter ? [[inviter.userId, inviter]] : [])));
    const usable = seen.filter((invite) => mayAnswerFor(invite, inviters.get(invite.createdBy)));
    return { invites: usable.map(toInvite) };
  },
});
