import { publish } from '../delivery/publish.ts';
import { admitSender } from '../flows/admit-sender.ts';
import { voidNumber } from '../flows/number.ts';
import { sendMessage } from '../flows/send-message.ts';
import { tidy } from '../flows/settle.ts';
import { action } from './action.ts';

export const messageSend = action('message.send', {
  allow: (context, { channelId }) => admitSender(context, context.caller.userId, channelId),

  async run(context, { channelId, clientMessageId, text }, admission) {
    const { userId, connectionId } = context.caller;
    const draft = { channelId, author: userId, clientMessageId, text };
    const { message, head, again } = await sendMessage(context, draft, admission);
    if (!again) {
      context.after(async () => {
        const event = { type: 'message.posted', channelId, seq: message.seq, message } as const;
        await publish(context, head, event, connectionId);
        await tidy(context, head);
      });
    }
    return { message };
  },

  async takeBack(context, { channelId }, { numbered }) {
    if (numbered) await voidNumber(context, channelId, numbered.seq);
  },
});
