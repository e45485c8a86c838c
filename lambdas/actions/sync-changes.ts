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
    const [page] = await Promise.all([
      changesAfter(context, head, after, limit),
      head.kind === 'public' ? null : stays(context, context.caller.userId, channelId),
    ]);
    return page;
  },
});

/**
 * A batch of reads is not of one moment: the head may be younger than the membership beside it, and hold a number that was
 * taken after a removal between the two. Who is in it after the head was read may have everything up to there.
 */
async function stays({ store }: Scope, userId: string, channelId: string): Promise<void> {
  if (!(await loadMembership(store, channelId, userId))) throw forbidden();
}
