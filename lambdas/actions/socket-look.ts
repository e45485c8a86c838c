import { Problem } from '../../protocol/errors.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { missedChanges } from '../flows/missed-changes.ts';
import { moveMarkers } from '../flows/move-markers.ts';
import type { ChangesPage } from '../flows/read-changes.ts';
import { asMember } from '../flows/see-channel.ts';
import { look, subscriberOf } from '../flows/subscribe.ts';
import { action, type Context } from './action.ts';
import { connectionIdOf, turn } from './on-socket.ts';

export const socketLook = action('socket.look', {
  /** A subscription says that its person is in the channel; without one, `look` reads the membership. */
  async allow(context, { visible }) {
    const { userId, expiresAt } = context.caller;
    const subscriber = subscriberOf({ userId, connectionId: connectionIdOf(context), exp: expiresAt }, context.now);
    if (visible !== undefined) await turn(context, visible);
    return subscriber;
  },

  async run(context, { open, closed, after, read = [] }, subscriber) {
    const left = closed.filter((channelId) => !open.includes(channelId));
    const [markers] = await Promise.all([
      moveMarkers(context, context.caller, read),
      ...[...new Set(open)].map((channelId) => look(context, channelId, subscriber, true)),
      ...[...new Set(left)].map((channelId) => look(context, channelId, subscriber, false)),
    ]);
    // Only now: what comes from here on is told.
    const changes = after && open.includes(after.channelId) ? await changesSince(context, after) : null;
    return { changes, markers };
  },
});

/** Null for who is not in the channel, and where `sync.changes` has to tell why there is nothing. */
async function changesSince(
  context: Context,
  { channelId, seq }: { readonly channelId: string; readonly seq: number },
): Promise<ChangesPage | null> {
  const { userId } = context.caller;
  try {
    const { head } = await asMember(context, userId, channelId);
    return await missedChanges(context, userId, head, seq, LIMITS.changesPage);
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}
