import { endMembership } from '../flows/end-membership.ts';
import { permit } from '../flows/permit.ts';
import { standIn } from '../flows/see-channel.ts';
import { action } from './action.ts';

export const channelLeave = action('channel.leave', {
  async allow(context, { channelId }) {
    const standing = await standIn(context, context.caller.userId, channelId);
    if (standing.membership) permit(standing, 'leave');
    return standing;
  },

  async run(context, _input, { head }) {
    const { userId, connectionId } = context.caller;
    await endMembership(context, head, userId, 'left', userId, connectionId);
    return {};
  },
});
