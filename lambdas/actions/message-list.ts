import { forbidden } from '../../protocol/errors.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { historyOf, isLatest, readPage } from '../flows/read-history.ts';
import { mayHoldLater } from '../flows/read-later.ts';
import { maySee, seeChannel } from '../flows/see-channel.ts';
import { loadChannel } from '../table/channel.ts';
import { action } from './action.ts';

const USUAL = 50;

export const messageList = action('message.list', {
  /**
   * The latest page is read beside the permission, and shows by itself whether it may count on the head. Every other page is read
   * behind the head, so that whatever the head calls settled is in it; its permission beside it, so that it is younger than that too.
   */
  async allow(context, { channelId, limit = USUAL, ...place }) {
    const { userId } = context.caller;
    const read = () => readPage(context, channelId, place, Math.min(limit, LIMITS.historyPage));
    if (isLatest(place)) {
      const [{ head, membership }, page] = await Promise.all([seeChannel(context, userId, channelId), read()]);
      return { head, page, read, isVisitor: !membership };
    }
    const head = await loadChannel(context.store, channelId);
    const [isSeen, page] = await Promise.all([head ? maySee(context, userId, head) : false, read()]);
    if (!head || !isSeen) throw forbidden();
    return { head, page, read, isVisitor: false };
  },

  /** What may be younger than the permission needs one that is younger still. */
  async run(context, { channelId }, { head, page, read, isVisitor }) {
    const { userId } = context.caller;
    const judged = await historyOf(context, head, page, read);
    const reader = { userId, isVisitor, now: context.now };
    if (mayHoldLater(head, page, judged, reader)) await seeChannel(context, userId, channelId);
    const { messages, through, hasBefore, hasAfter } = judged;
    return { messages, through, hasBefore, hasAfter };
  },
});
