import { Problem } from '../../protocol/errors.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { seeChannel } from '../flows/see-channel.ts';
import { membersPage } from '../table/channel-member.ts';
import { fromMark, toMark } from '../table/page-mark.ts';
import { directoryKey, keys } from '../table/schema.ts';
import { toProfile } from '../table/user.ts';
import { action } from './action.ts';

export const channelMembers = action('channel.members', {
  allow: (context, { channelId }) => seeChannel(context, context.caller.userId, channelId),

  async run({ store }, { channelId, from }, { head }) {
    const { dpk } = directoryKey.channelMember(channelId, '');
    const cursor = from === undefined ? undefined : fromMark(from, { equal: { dpk }, prefix: { dsk: 'P#' } });
    if (from !== undefined && !cursor) throw new Problem('invalid', 'Begin this list anew.', { field: 'from' });
    const { rows, next } = await membersPage(store, channelId, LIMITS.peoplePage, cursor);
    if (rows.length === 0) return { members: [] };
    const items = await store.getMany(rows.map(({ userId }) => keys.workspaceMember(head.workspaceId, userId)));
    const members = rows.flatMap(({ role }, index) => {
      const item = items[index];
      return item ? [{ ...toProfile(item), role }] : [];
    });
    return { members, ...(next ? { next: toMark(next) } : {}) };
  },
});
