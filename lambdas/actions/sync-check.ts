import { ownChannels } from '../flows/own-channel.ts';
import { ownMemberships } from '../flows/own-memberships.ts';
import { subscriberOf } from '../flows/subscribe.ts';
import type { MembershipRow } from '../table/channel-member.ts';
import { keepSubscription } from '../table/subscription.ts';
import { workspacesBehind } from '../table/workspace-member.ts';
import { action, type Context } from './action.ts';
import { touch } from './on-socket.ts';

export const syncCheck = action('sync.check', {
  async allow(context, { visible, routine = false }) {
    const { userId, connectionId } = context.caller;
    const [own] = await Promise.all([
      ownMemberships(context, userId, { consistent: !routine }),
      connectionId === null ? undefined : touch(context, visible),
    ]);
    return own;
  },

  async run(context, input, { memberships, rows }) {
    const consistent = !input.routine;
    const known = new Map(input.known.map((channel) => [channel.channelId, channel]));
    const [own, workspaces] = await Promise.all([
      ownChannels(context, memberships, { consistent }),
      workspacesBehind(context.store, rows, { consistent }),
      subscribeNew(
        context,
        memberships.filter(({ channelId }) => !known.has(channelId)),
      ),
    ]);
    const channels = own.filter(({ channel, membership, seq }) => {
      const before = known.get(channel.channelId);
      if (!before || seq > before.seq || channel.lastSeq !== before.lastSeq) return true;
      return membership.joinedAt !== before.joinedAt || membership.readVersion !== before.readVersion;
    });
    const mine = new Set(memberships.map(({ channelId }) => channelId));
    const gone = [...known.keys()].filter((channelId) => !mine.has(channelId));
    return { now: context.now, channels, gone, workspaces };
  },
});

/** What the client did not know of, this connection may not be subscribed to. */
async function subscribeNew({ store, caller, now }: Context, rows: readonly MembershipRow[]): Promise<void> {
  const { userId, connectionId, expiresAt } = caller;
  if (connectionId === null) return;
  const subscriber = subscriberOf({ userId, connectionId, exp: expiresAt }, now);
  await Promise.all(rows.map(({ channelId }) => store.write([keepSubscription(channelId, subscriber)])));
}
