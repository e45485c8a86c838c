import { look, subscriberOf } from '../flows/subscribe.ts';
import { action } from './action.ts';
import { connectionIdOf } from './on-socket.ts';

export const socketLook = action('socket.look', {
  /** A subscription says that its person is in the channel; without one, `look` reads the membership. */
  async allow(context) {
    const { userId, expiresAt } = context.caller;
    return subscriberOf({ userId, connectionId: connectionIdOf(context), exp: expiresAt }, context.now);
  },

  async run(context, { open, closed }, subscriber) {
    const left = closed.filter((channelId) => !open.includes(channelId));
    await Promise.all([
      ...[...new Set(open)].map((channelId) => look(context, channelId, subscriber, true)),
      ...[...new Set(left)].map((channelId) => look(context, channelId, subscriber, false)),
    ]);
    return {};
  },
});
