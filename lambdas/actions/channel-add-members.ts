import { forbidden } from '../../protocol/errors.ts';
import { permit } from '../flows/permit.ts';
import { archived } from '../flows/problems.ts';
import { standIn } from '../flows/see-channel.ts';
import { startMembership } from '../flows/start-membership.ts';
import { loadMembership } from '../table/channel-member.ts';
import { loadWorkspaceMember } from '../table/workspace-member.ts';
import { action } from './action.ts';

export const channelAddMembers = action('channel.addMembers', {
  async allow(context, { channelId, userIds }) {
    const standing = await standIn(context, context.caller.userId, channelId);
    const grounds = permit(standing, 'add');
    if (standing.head.archived) throw archived();
    const { workspaceId } = standing.head;
    const people = await Promise.all(userIds.map((userId) => loadWorkspaceMember(context.store, workspaceId, userId)));
    if (people.includes(undefined)) throw forbidden();
    return { head: standing.head, grounds };
  },

  async run(context, { channelId, userIds }, { head, grounds }) {
    const { store, caller } = context;
    const people = [...new Set(userIds)];
    const before = await Promise.all(people.map((userId) => loadMembership(store, channelId, userId)));
    const fresh = people.filter((_, index) => !before[index]);
    await startMembership(context, head, fresh, 'added', caller.userId, null, [grounds]);
    const after = await Promise.all(fresh.map((userId) => loadMembership(store, channelId, userId)));
    return { added: fresh.filter((_, index) => after[index]) };
  },
});
