import { changeChannel } from '../flows/change-channel.ts';
import { mayChange } from '../flows/may-change.ts';
import { archived } from '../flows/problems.ts';
import { deleteChannelName, putChannelName } from '../table/channel-name.ts';
import { action } from './action.ts';

export const channelRename = action('channel.rename', {
  allow: (context, { channelId }) => mayChange(context, channelId, 'rename'),

  async run(context, { name }, { head, request }) {
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
