import { whoShareWorkspace } from '../delivery/watchers.ts';
import { presenceOf } from '../domain/presence.ts';
import { subscriberOf } from '../flows/subscribe.ts';
import { connectionsOf } from '../table/connection.ts';
import { deleteWatch, putWatch } from '../table/watch.ts';
import { action } from './action.ts';
import { connectionIdOf } from './on-socket.ts';

export const presenceWatch = action('presence.watch', {
  /** Whom one shares no workspace with is left out, as if they did not exist. */
  async allow(context, { userIds }) {
    const connectionId = connectionIdOf(context);
    const visible = userIds.length > 0 ? await whoShareWorkspace(context.store, context.caller.userId, userIds) : [];
    return { connectionId, people: [...visible] };
  },

  async run({ store, caller, now }, { unwatch = [] }, { connectionId, people }) {
    const { userId, expiresAt } = caller;
    const subscriber = subscriberOf({ userId, connectionId, exp: expiresAt }, now);
    await Promise.all([
      ...people.map((of) => store.write([putWatch(of, subscriber)])),
      ...unwatch
        .filter((of) => !people.includes(of))
        .map((of) => store.write([deleteWatch({ of, userId, connectionId })])),
    ]);
    const presence = await Promise.all(people.map(async (of) => presenceOf(of, await connectionsOf(store, of), now)));
    return { presence };
  },
});
