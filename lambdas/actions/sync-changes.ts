import { forbidden } from '../../protocol/errors.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { changesAfter } from '../flows/read-changes.ts';
import { seeChannel } from '../flows/see-channel.ts';
import type { Scope } from '../ports/index.ts';
import { loadMembership } from '../table/channel-member.ts';
import { action } from './action.ts';

export const syncChanges = action('sync.changes', {
  allow: (context, { channelId }) => seeChannel(context, context.caller.userId, channelId),

  async run(context, { channelId, after, limit = LIMITS.changesPage }, { head }) {
    const page = await changesAfter(context, head, after, limit);
    if (head.kind !== 'public') await stays(context, context.caller.userId, channelId);
    return page;
  },
});

/**
 * A batch of reads is not of one moment: the head may be younger than the membership beside it. And a number that was taken
 * before a removal may be written after it, while this waits for it. Who is in it after all was read may have it.
 */
async function stays({ store }: Scope, userId: string, channelId: string): Promise<void> {
  if (!(await loadMembership(store, channelId, userId))) throw forbidden();
}
