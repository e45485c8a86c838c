import type { Scope } from '../ports/index.ts';
import { unlessRefused } from '../delivery/expiry.ts';
import { type Connection, connectionsOf } from '../table/connection.ts';
import { checkMembership, loadMembership } from '../table/channel-member.ts';
import { keepSubscription, lookAt, putSubscription, type Subscriber } from '../table/subscription.ts';

/** A socket lives two hours at most; its rows go a little later. */
const LONGEST_MS = 2 * 3_600_000 + 10 * 60_000;

export const subscriberOf = (
  { userId, connectionId, exp }: Pick<Connection, 'userId' | 'connectionId' | 'exp'>,
  now: number,
): Subscriber => ({ userId, connectionId, exp, endsAt: now + LONGEST_MS });

/** Subscribes a fresh connection to its person's channels. One round trip. */
export async function subscribeAll(
  { store }: Pick<Scope, 'store'>,
  subscriber: Subscriber,
  channelIds: readonly string[],
  open: readonly string[],
): Promise<void> {
  await Promise.all(channelIds.map((id) => store.write([putSubscription(id, subscriber, open.includes(id))])));
}

/** Subscribes a person's live connections to a channel that they are in. @returns the connections. */
export async function subscribePerson(
  { store, now }: Pick<Scope, 'store' | 'now'>,
  channelId: string,
  userId: string,
): Promise<readonly Connection[]> {
  const connections = await connectionsOf(store, userId);
  await Promise.all(connections.map((each) => store.write([keepSubscription(channelId, subscriberOf(each, now))])));
  return connections;
}

/** A channel came on screen of a connection, or left it. Where the subscription is missing, membership decides. */
export async function look(
  { store }: Pick<Scope, 'store'>,
  channelId: string,
  subscriber: Subscriber,
  open: boolean,
): Promise<void> {
  const done = await unlessRefused(store.write([lookAt({ channelId, ...subscriber }, open)]));
  if (done || !open || !(await loadMembership(store, channelId, subscriber.userId))) return;
  await unlessRefused(
    store.write([checkMembership(channelId, subscriber.userId), putSubscription(channelId, subscriber, open)]),
  );
}
