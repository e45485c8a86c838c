import { LIMITS } from '../../protocol/limits.ts';
import { historyOf, readPage } from '../flows/read-history.ts';
import { seeChannel } from '../flows/see-channel.ts';
import { action } from './action.ts';

const USUAL = 50;

export const messageList = action('message.list', {
  async allow(context, { channelId, limit = USUAL, ...place }) {
    const read = () => readPage(context, channelId, place, Math.min(limit, LIMITS.historyPage));
    const [{ head }, page] = await Promise.all([seeChannel(context, context.caller.userId, channelId), read()]);
    return { head, page, read };
  },

  /** What is younger than the permission, which was read beside the page, needs one that is younger still. */
  async run(context, { channelId }, { head, page, read }) {
    const history = await historyOf(context, head, page, read);
    const isYounger = history.messages.some(({ lastSeq }) => lastSeq > head.seq);
    if (isYounger) await seeChannel(context, context.caller.userId, channelId);
    return history;
  },
});
