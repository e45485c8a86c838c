import { changeChannel } from '../flows/change-channel.ts';
import { permit } from '../flows/permit.ts';
import { standIn } from '../flows/see-channel.ts';
import { action } from './action.ts';

export const channelArchive = action('channel.archive', {
  async allow(context, { channelId }) {
    const standing = await standIn(context, context.caller.userId, channelId);
    return { head: standing.head, grounds: permit(standing, 'archive') };
  },

  async run(context, _input, { head, grounds }) {
    const { userId, connectionId } = context.caller;
    const request = { by: userId, origin: connectionId, grounds };
    const channel = await changeChannel(context, head, request, (current) =>
      current.archived ? undefined : { facts: { archived: true }, notice: { what: 'archived' } },
    );
    return { channel };
  },
});
