import type { OwnChannel } from '../../protocol/channel.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { UnreadCount } from '../../protocol/read-marker.ts';
import { presenceAmong } from '../delivery/watchers.ts';
import { presenceOf } from '../domain/presence.ts';
import { countUnread } from '../flows/count-unread.ts';
import { ownChannels } from '../flows/own-channel.ts';
import { type OwnMemberships, ownMemberships } from '../flows/own-memberships.ts';
import { subscriberOf } from '../flows/subscribe.ts';
import type { Connection } from '../table/connection.ts';
import type { MembershipRow } from '../table/channel-member.ts';
import { keepSubscription } from '../table/subscription.ts';
import { workspacesBehind } from '../table/workspace-member.ts';
import { action, type Context } from './action.ts';
import { changeConnection } from './on-socket.ts';

interface Loaded extends OwnMemberships {
  readonly consistent: boolean;
}

export const syncCheck = action('sync.check', {
  async allow(context, { known, visible, routine = false }): Promise<Loaded> {
    const { userId, connectionId } = context.caller;
    const [own] = await Promise.all([
      ownMemberships(context, userId, { consistent: !routine }),
      connectionId === null ? undefined : hear(context, visible),
    ]);
    if (!routine) return { ...own, consistent: true };
    if (areThese(own.memberships, known)) return { ...own, consistent: false };
    // Of coming and going the client may know more than a weak read: it must not lose a channel, or get one back, by that.
    return { ...(await ownMemberships(context, userId)), consistent: true };
  },

  async run(context, input, { memberships, rows, connections, consistent }) {
    const known = new Map(input.known.map((channel) => [channel.channelId, channel]));
    const [own, workspaces, presence] = await Promise.all([
      ownChannels(context, memberships, { consistent }),
      workspacesBehind(context.store, rows, { consistent }),
      presenceAmong(context, rows, input.watched ?? []),
      subscribeNew(
        context,
        memberships.filter(({ channelId }) => !known.has(channelId)),
      ),
    ]);
    const channels = own.filter(({ channel, membership, seq, ord }) => {
      const before = known.get(channel.channelId);
      if (!before || seq > before.seq || ord > before.ord || channel.lastSeq !== before.lastSeq) return true;
      return membership.joinedAt !== before.joinedAt || membership.readVersion !== before.readVersion;
    });
    const mine = new Set(memberships.map(({ channelId }) => channelId));
    const gone = [...known.keys()].filter((channelId) => !mine.has(channelId));
    const counts = await countIn(context, channels);
    const elsewhere = connections.some((each) => isElsewhere(context, each));
    return { now: context.now, channels, counts, gone, workspaces, presence, elsewhere };
  },
});

/** The person has another socket, and somebody may look at what is behind it. */
const isElsewhere = ({ caller, now }: Context, connection: Connection): boolean =>
  connection.connectionId !== caller.connectionId && presenceOf(caller.userId, [connection], now).state !== 'offline';

/** Up to the number that is told with it, so that what comes after that counts once. */
const countIn = (context: Context, channels: readonly OwnChannel[]): Promise<UnreadCount[]> =>
  countUnread(
    context,
    context.caller.userId,
    channels
      .filter(({ ord, membership }) => ord > membership.readOrd)
      .slice(0, LIMITS.readMarkersAtOnce)
      .map(({ channel: { channelId }, membership: { readSeq, readOrd }, seq }) => ({
        channelId,
        readSeq,
        readOrd,
        to: seq,
      })),
  );

/** A tab says whether it is visible itself: another one that shares its socket may be. */
const hear = (context: Context, visible: boolean): Promise<Connection> =>
  changeConnection(context, { lastSeen: context.now, ...(visible ? { visible } : {}) });

/** Whether the memberships are in these channels and no others. */
function areThese(rows: readonly MembershipRow[], known: readonly { readonly channelId: string }[]): boolean {
  const ids = new Set(known.map(({ channelId }) => channelId));
  return ids.size === rows.length && rows.every(({ channelId }) => ids.has(channelId));
}

/** What the client did not know of, this connection may not be subscribed to. */
async function subscribeNew({ store, caller, now }: Context, rows: readonly MembershipRow[]): Promise<void> {
  const { userId, connectionId, expiresAt } = caller;
  if (connectionId === null) return;
  const subscriber = subscriberOf({ userId, connectionId, exp: expiresAt }, now);
  await Promise.all(rows.map(({ channelId }) => store.write([keepSubscription(channelId, subscriber)])));
}
