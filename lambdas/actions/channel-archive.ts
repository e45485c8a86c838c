import { changeChannel } from '../flows/change-channel.ts';
import { mayChange } from '../flows/may-change.ts';
import { action } from './action.ts';

export const channelArchive = action('channel.archive', {
  allow: (context, { channelId }) => mayChange(context, channelId, 'archive'),

  async run(context, _input, { head, request }) {
    const channel = await changeChannel(context, head, request, (current) =>
      current.archived ? undefined : { facts: { archived: true }, notice: { what: 'archived' } },
    );
    return { channel };
  },
});
