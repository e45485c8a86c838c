import { flagOf, isLive, numberOf, textOf, ttlAt } from './attributes.ts';
import { everyItem } from './every-item.ts';
import { channelPk, ITEM_VERSION, keys, ranges } from './schema.ts';
import type { Item, Store, Write } from './store.ts';

/** Longer than any socket lives (two hours), so a removal outlasts every subscription of before it. */
const TOMBSTONE_MS = 3 * 3_600_000;

/** A connection that is told what happens in a channel. Times in milliseconds UTC. */
export interface Subscription {
  readonly channelId: string;
  readonly userId: string;
  readonly connectionId: string;
  /** The channel is on screen. */
  readonly open: boolean;
  /** It was told that something is unread, and is not told again until it is read. */
  readonly hinted: boolean;
  /** When the access token behind the connection ends, as far as this row knows. */
  readonly exp: number;
}

/** What a subscription takes over from its connection. */
export interface Subscriber {
  readonly userId: string;
  readonly connectionId: string;
  readonly exp: number;
  /** When the row may go, milliseconds UTC: not before the socket is cut. */
  readonly endsAt: number;
}

const toSubscription = (channelId: string, item: Item): Subscription => ({
  channelId,
  userId: textOf(item, 'userId'),
  connectionId: textOf(item, 'connectionId'),
  open: flagOf(item, 'open'),
  hinted: flagOf(item, 'hinted'),
  exp: numberOf(item, 'exp'),
});

export const putSubscription = (channelId: string, to: Subscriber, open: boolean): Write => ({
  put: {
    ...keys.subscription(channelId, to.userId, to.connectionId),
    v: ITEM_VERSION,
    type: 'subscription',
    userId: to.userId,
    connectionId: to.connectionId,
    open,
    exp: to.exp,
    ttl: ttlAt(to.endsAt),
  },
});

/** Subscribes a connection without changing what it has on screen, if it is subscribed already. */
export const keepSubscription = (channelId: string, to: Subscriber): Write => ({
  update: keys.subscription(channelId, to.userId, to.connectionId),
  changes: {
    set: {
      v: ITEM_VERSION,
      type: 'subscription',
      userId: to.userId,
      connectionId: to.connectionId,
      exp: to.exp,
      ttl: ttlAt(to.endsAt),
    },
    setIfAbsent: { open: false },
  },
});

type Which = Pick<Subscription, 'channelId' | 'userId' | 'connectionId'>;
const THERE = { exists: 'pk' } as const;
const rowOf = ({ channelId, userId, connectionId }: Which) => keys.subscription(channelId, userId, connectionId);

/** The channel came on screen, or left it. Refused without a subscription. */
export const lookAt = (which: Which, open: boolean): Write => ({
  update: rowOf(which),
  changes: open ? { set: { open }, remove: ['hinted'] } : { set: { open } },
  if: THERE,
});

/** Claims the one hint of a connection that was not hinted yet. */
export const claimHint = (which: Which): Write => ({
  update: rowOf(which),
  changes: { set: { hinted: true } },
  if: { all: [THERE, { absent: 'hinted' }] },
});

export const clearHint = (which: Which): Write => ({
  update: rowOf(which),
  changes: { remove: ['hinted'] },
  if: THERE,
});

export const deleteSubscription = (which: Which): Write => ({ delete: rowOf(which) });

/** Nothing reaches the person's subscriptions in this channel any more, whatever rows there are. */
export const putTombstone = (channelId: string, userId: string, now: number): Write => ({
  put: {
    ...keys.tombstone(channelId, userId),
    v: ITEM_VERSION,
    type: 'tombstone',
    userId,
    ttl: ttlAt(now + TOMBSTONE_MS),
  },
});

export const deleteTombstone = (channelId: string, userId: string): Write => ({
  delete: keys.tombstone(channelId, userId),
});

/** In a transaction: the person is (still) out of the channel. */
export const checkTombstone = (channelId: string, userId: string): Write => ({
  check: keys.tombstone(channelId, userId),
  if: THERE,
});

/** Everyone who is told what happens in a channel: one strongly consistent query that meets removals first. */
export async function subscriptionsTo(store: Store, channelId: string, now: number): Promise<readonly Subscription[]> {
  const removed = new Set<string>();
  const found: Subscription[] = [];
  const items = await everyItem(store, { pk: channelPk(channelId), sk: ranges.audience, consistent: true });
  for (const { item, tombstone, row } of listed(channelId, items)) {
    if (!isLive(item, now)) continue;
    if (tombstone) removed.add(row.userId);
    else if (removed.size === 0 || !removed.has(row.userId)) found.push(row);
  }
  return found;
}

/** A row of the audience, read once. */
interface Listed {
  readonly item: Item;
  readonly tombstone: boolean;
  readonly row: Subscription;
}

/** By the very list that the store returned: one that keeps its pages returns the same again while nothing in them changed. */
const known = new WeakMap<readonly Item[], readonly Listed[]>();

function listed(channelId: string, items: readonly Item[]): readonly Listed[] {
  const before = known.get(items);
  if (before) return before;
  const rows = items.map((item) => ({
    item,
    tombstone: item['type'] === 'tombstone',
    row: toSubscription(channelId, item),
  }));
  known.set(items, rows);
  return rows;
}

/** A person's own subscriptions to a channel, read strongly. */
export async function ownSubscriptions(
  store: Store,
  channelId: string,
  userId: string,
): Promise<readonly Subscription[]> {
  const query = { pk: channelPk(channelId), sk: ranges.subscriptionsOf(userId), consistent: true };
  const items = await everyItem(store, query);
  return items.map((item) => toSubscription(channelId, item));
}
