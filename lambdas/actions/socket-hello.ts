import { Problem } from '../../protocol/errors.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import { tellPresence } from '../delivery/presence.ts';
import { subscribeAll, subscriberOf } from '../flows/subscribe.ts';
import { membershipsOf } from '../table/channel-member.ts';
import { action } from './action.ts';
import { touch } from './on-socket.ts';

export const socketHello = action('socket.hello', {
  async allow(context, { version, visible }) {
    if (version !== PROTOCOL_VERSION) {
      throw new Problem('version_unsupported', 'This page is out of date. Reload it.');
    }
    const [connection, memberships] = await Promise.all([
      touch(context, visible),
      membershipsOf(context.store, context.caller.userId),
    ]);
    return { connection, memberships };
  },

  async run(context, { open }, { connection, memberships }) {
    const channelIds = memberships.map(({ channelId }) => channelId);
    await subscribeAll(context, subscriberOf(connection, context.now), channelIds, open);
    context.after(() => tellPresence(context, context.caller.userId));
    return { now: context.now, expiresAt: connection.exp };
  },
});
