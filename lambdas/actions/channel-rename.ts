import { changeChannel } from '../flows/change-channel.ts';
import { permit } from '../flows/permit.ts';
import { archived } from '../flows/problems.ts';
import { standIn } from '../flows/see-channel.ts';
import { deleteChannelName, putChannelName } from '../table/channel-name.ts';
import { action } from './action.ts';

export const channelRename = action('channel.rename', {
  async allow(context, { channelId }) {
    const standing = await standIn(context, context.caller.userId, channelId);
    return { head: standing.head, grounds: permit(standing, 'rename') };
  },

  async run(context, { name }, { head, grounds }) {
    const { userId, connectionId } = context.caller;
    const request = { by: userId, origin: connectionId, grounds };
    const channel = await changeChannel(context, head, request, (current) => {
      if (current.archived) throw archived();
      if (current.name === name) return undefined;
      const { workspaceId, channelId, kind } = current;
      return {
        facts: { name },
        notice: { what: 'renamed', from: current.name, to: name },
        ...(kind === 'public'
          ? {
              names: [
                putChannelName(workspaceId, name, channelId),
                deleteChannelName(workspaceId, current.name, channelId),
              ] as const,
            }
          : {}),
      };
    });
    return { channel };
  },
});
