import { changeOwnMessage, ownMessage } from '../flows/change-message.ts';
import { action } from './action.ts';

const NOBODY = { people: [], channel: false, here: false };

export const messageDelete = action('message.delete', {
  allow: (context, { channelId, seq }) => ownMessage(context, context.caller.userId, channelId, seq),

  run: (context, _input, own) =>
    changeOwnMessage(context, own, context.caller.connectionId, (message) =>
      message.deletedAt === null ? { ...message, text: '', mentions: NOBODY, deletedAt: context.now } : undefined,
    ),
});
