import { forbidden } from '../../protocol/errors.ts';
import { endMembership } from '../flows/end-membership.ts';
import { permit } from '../flows/permit.ts';
import { standIn } from '../flows/see-channel.ts';
import { action } from './action.ts';

export const channelRemoveMember = action('channel.removeMember', {
  async allow(context, { channelId, userId }) {
    const standing = await standIn(context, context.caller.userId, channelId);
    const grounds = permit(standing, 'remove');
    if (userId === context.caller.userId) throw forbidden();
    return { head: standing.head, grounds };
  },

  async run(context, { userId }, { head, grounds }) {
    await endMembership(context, head, userId, 'removed', context.caller.userId, null, [grounds]);
    return {};
  },
});
