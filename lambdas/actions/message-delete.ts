import { changeOwnMessage, toBeChanged } from '../flows/change-message.ts';
import { action } from './action.ts';

const NOBODY = { people: [], channel: false, here: false };

export const messageDelete = action('message.delete', {
  allow: (context, { channelId, seq }) => toBeChanged(context, context.caller.userId, channelId, seq),

  run: (context, _input, own) =>
    changeOwnMessage(context, own, context.caller.connectionId, (message) =>
      message.deletedAt === null ? { ...message, text: '', mentions: NOBODY, deletedAt: context.now } : undefined,
    ),
});
