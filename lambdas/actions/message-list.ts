import { LIMITS } from '../../protocol/limits.ts';
import { historyOf, readPage } from '../flows/read-history.ts';
import { seeChannel } from '../flows/see-channel.ts';
import { toMessage } from '../table/message.ts';
import type { Item } from '../table/store.ts';
import { action } from './action.ts';

const USUAL = 50;

export const messageList = action('message.list', {
  async allow(context, { channelId, limit = USUAL, ...place }) {
    const read = () => readPage(context, channelId, place, Math.min(limit, LIMITS.historyPage));
    const [{ head }, page] = await Promise.all([seeChannel(context, context.caller.userId, channelId), read()]);
    return { head, page, read };
  },

  /**
   * What is younger than the permission, which was read beside the page, needs one that is younger still. So does what came after
   * the caller's own going, which may have been on its way while the permission was read: its line is among the numbers that
   * the page rests on.
   */
  async run(context, { channelId }, { head, page, read }) {
    const { userId } = context.caller;
    const { entries, ...history } = await historyOf(context, head, page, read);
    const isYounger = history.messages.some(({ lastSeq }) => lastSeq > head.seq);
    const went = entries.some(({ item }) => tellsOfGoing(item, userId));
    if (isYounger || went) await seeChannel(context, userId, channelId);
    return history;
  },
});

function tellsOfGoing(item: Item, userId: string): boolean {
  if (!item['notice']) return false;
  const { notice, author } = toMessage(item);
  if (notice?.what === 'removed') return notice.people.includes(userId);
  return notice?.what === 'left' && author === userId;
}
