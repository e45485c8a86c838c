import { countUnread } from '../flows/count-unread.ts';
import { toMembershipRow } from '../table/channel-member.ts';
import { keys } from '../table/schema.ts';
import { action } from './action.ts';

export const readMarkerCount = action('readMarker.count', {
  async allow({ store, caller }, { channelIds }) {
    const wanted = [...new Set(channelIds)].map((channelId) => keys.channelMember(channelId, caller.userId));
    const rows = await store.getMany(wanted, { consistent: true });
    return rows.flatMap((row) => (row ? [toMembershipRow(row)] : []));
  },

  run: async (context, _input, memberships) => ({
    counts: await countUnread(context, context.caller.userId, memberships),
  }),
});
