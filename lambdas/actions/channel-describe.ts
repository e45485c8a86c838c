import { changeChannel } from '../flows/change-channel.ts';
import { mayChange } from '../flows/may-change.ts';
import { archived } from '../flows/problems.ts';
import { loadChannel, toChannel } from '../table/channel.ts';
import { action } from './action.ts';

export const channelDescribe = action('channel.describe', {
  allow: (context, { channelId }) => mayChange(context, channelId, 'describe'),

  /** Topic and purpose are two changes with a line each. */
  async run(context, { topic, purpose }, { head, request }) {
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
