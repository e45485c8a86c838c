import { Problem } from '../../protocol/errors.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import { tellPresenceChange } from '../delivery/presence.ts';
import { ownMemberships } from '../flows/own-memberships.ts';
import { subscribeAll, subscriberOf } from '../flows/subscribe.ts';
import type { Connection } from '../table/connection.ts';
import { action } from './action.ts';
import { touch } from './on-socket.ts';

export const socketHello = action('socket.hello', {
  async allow(context, { version, visible }) {
    if (version !== PROTOCOL_VERSION) {
      throw new Problem('version_unsupported', 'This page is out of date. Reload it.');
    }
    const [connection, { memberships }] = await Promise.all([
      touch(context, visible),
      ownMemberships(context, context.caller.userId),
    ]);
    return { connection, memberships };
  },

  async run(context, { open }, { connection, memberships }) {
    const channelIds = memberships.map(({ channelId }) => channelId);
    await subscribeAll(context, subscriberOf(connection, context.now), channelIds, open);
    context.after(() => {
      const others = (all: readonly Connection[]) =>
        all.filter((each) => each.connectionId !== connection.connectionId);
      return tellPresenceChange(context, connection.userId, others);
    });
    return { now: context.now, expiresAt: connection.exp };
  },
});
