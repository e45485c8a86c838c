import { ownChannel } from '../flows/own-channel.ts';
import { seeChannel } from '../flows/see-channel.ts';
import { toChannel } from '../table/channel.ts';
import { howMany, isCounted } from '../table/channel-count.ts';
import { keys } from '../table/schema.ts';
import { action } from './action.ts';

export const channelGet = action('channel.get', {
  allow: (context, { channelId }) => seeChannel(context, context.caller.userId, channelId),

  async run({ store }, { channelId }, { head, membership }) {
    const found = { channel: toChannel(head), own: membership ? ownChannel(head, membership) : null };
    if (!isCounted(head.kind)) return found;
    const members = await howMany(
      store,
      channelId,
      await store.get(keys.channelCount(channelId), { consistent: true }),
    );
    return members === undefined ? found : { ...found, members };
  },
});
