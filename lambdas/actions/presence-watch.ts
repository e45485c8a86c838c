import { colleaguesOf } from '../delivery/watchers.ts';
import { presenceOf } from '../domain/presence.ts';
import { subscriberOf } from '../flows/subscribe.ts';
import { connectionsOf } from '../table/connection.ts';
import { deleteWatch, putWatch } from '../table/watch.ts';
import { membershipRowsOf } from '../table/workspace-member.ts';
import { action } from './action.ts';
import { connectionIdOf } from './on-socket.ts';

export const presenceWatch = action('presence.watch', {
  /** Whom one shares no workspace with is left out, as if they did not exist. */
  async allow(context, { userIds }) {
    const connectionId = connectionIdOf(context);
    const { userId } = context.caller;
    if (userIds.length === 0) return { connectionId, people: [] };
    const rows = await membershipRowsOf(context.store, userId);
    const visible = await colleaguesOf(context.store, { userId, rows }, userIds);
    return { connectionId, people: [...visible] };
  },

  /** A watch holds as long as its socket: who asks again is only answered. */
  async run({ store, caller, now }, { unwatch = [], again = false }, { connectionId, people }) {
    const { userId, expiresAt } = caller;
    if (again) return { presence: people.map(([of, { connections }]) => presenceOf(of, connections, now)) };
    const subscriber = subscriberOf({ userId, connectionId, exp: expiresAt }, now);
    const ids = people.map(([of]) => of);
    await Promise.all([
      ...ids.map((of) => store.write([putWatch(of, subscriber)])),
      ...unwatch
        .filter((of) => !ids.includes(of))
        .map((of) => store.write([deleteWatch({ of, userId, connectionId })])),
    ]);
    // Only now: what changes from here on is told.
    const presence = await Promise.all(ids.map(async (of) => presenceOf(of, await connectionsOf(store, of), now)));
    return { presence };
  },
});
