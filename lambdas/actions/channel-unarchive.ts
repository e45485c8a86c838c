import { changeChannel } from '../flows/change-channel.ts';
import { mayChange } from '../flows/may-change.ts';
import { action } from './action.ts';

export const channelUnarchive = action('channel.unarchive', {
  allow: (context, { channelId }) => mayChange(context, channelId, 'archive'),

  async run(context, _input, { head, request }) {
    const channel = await changeChannel(context, head, request, (current) =>
      current.archived ? { facts: { archived: false }, notice: { what: 'unarchived' } } : undefined,
    );
    return { channel };
  },
});
