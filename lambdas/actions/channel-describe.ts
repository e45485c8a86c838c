import { changeChannel } from '../flows/change-channel.ts';
import { permit } from '../flows/permit.ts';
import { archived } from '../flows/problems.ts';
import { standIn } from '../flows/see-channel.ts';
import { loadChannel, toChannel } from '../table/channel.ts';
import { action } from './action.ts';

export const channelDescribe = action('channel.describe', {
  async allow(context, { channelId }) {
    const standing = await standIn(context, context.caller.userId, channelId);
    return { head: standing.head, grounds: permit(standing, 'describe') };
  },

  /** Topic and purpose are two changes with a line each. */
  async run(context, { topic, purpose }, { head, grounds }) {
    const { userId, connectionId } = context.caller;
    const request = { by: userId, origin: connectionId, grounds };
    let channel = toChannel(head);
    if (topic !== undefined) {
      channel = await changeChannel(context, head, request, (current) => {
        if (current.archived) throw archived();
        return current.topic === topic ? undefined : { facts: { topic }, notice: { what: 'topic', to: topic } };
      });
    }
    if (purpose !== undefined) {
      const current = (await loadChannel(context.store, head.channelId)) ?? head;
      channel = await changeChannel(context, current, request, (now) => {
        if (now.archived) throw archived();
        return now.purpose === purpose ? undefined : { facts: { purpose }, notice: { what: 'purpose', to: purpose } };
      });
    }
    return { channel };
  },
});
