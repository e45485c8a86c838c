import { ownChannel } from '../flows/own-channel.ts';
import { permit } from '../flows/permit.ts';
import { archived } from '../flows/problems.ts';
import { asMember, standIn } from '../flows/see-channel.ts';
import { startMembership } from '../flows/start-membership.ts';
import { subscribePerson } from '../flows/subscribe.ts';
import { action } from './action.ts';

export const channelJoin = action('channel.join', {
  async allow(context, { channelId }) {
    const standing = await standIn(context, context.caller.userId, channelId);
    if (standing.membership) return standing;
    permit(standing, 'join');
    // Said again when the number is taken. Here it comes before the limit of channels: nobody leaves one of theirs for nothing.
    if (standing.head.archived) throw archived();
    return standing;
  },

  async run(context, { channelId }, { head, membership }) {
    const { userId, connectionId } = context.caller;
    if (membership) await subscribePerson(context, channelId, userId);
    else await startMembership(context, head, [userId], 'joined', userId, connectionId);
    const now = await asMember(context, userId, channelId);
    return { own: ownChannel(now.head, now.membership) };
  },
});
