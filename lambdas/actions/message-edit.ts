import { mentionsIn } from '../domain/mentions.ts';
import { alreadyDeleted, changeOwnMessage, toBeChanged } from '../flows/change-message.ts';
import { action } from './action.ts';

export const messageEdit = action('message.edit', {
  allow: (context, { channelId, seq }) => toBeChanged(context, context.caller.userId, channelId, seq),

  run: (context, { text }, own) =>
    changeOwnMessage(context, own, context.caller.connectionId, (message) => {
      if (message.deletedAt !== null) throw alreadyDeleted();
      if (message.text === text) return undefined;
      return { ...message, text, mentions: mentionsIn(text), editedAt: context.now };
    }),
});
