import { ownChannel } from '../flows/own-channel.ts';
import { seeChannel } from '../flows/see-channel.ts';
import { toChannel } from '../table/channel.ts';
import { action } from './action.ts';

export const channelGet = action('channel.get', {
  allow: (context, { channelId }) => seeChannel(context, context.caller.userId, channelId),

  async run(_context, _input, { head, membership }) {
    return { channel: toChannel(head), own: membership ? ownChannel(head, membership) : null };
  },
});
