import { isLive, numberOf, textOf, ttlAt } from './attributes.ts';
import { ITEM_VERSION, keys } from './schema.ts';
import type { Store, Write } from './store.ts';

/**
 * How long a client message id stays the same message, milliseconds: longer than a log-in lasts without being used (a year), so
 * that a device that was away for as long as it may be still doubles nothing (docs/decisions/0009).
 */
const KEPT_MS = 400 * 24 * 3_600_000;

/** The message that a client message id became. */
export interface Sent {
  readonly channelId: string;
  readonly seq: number;
}

export const putSent = (userId: string, clientMessageId: string, { channelId, seq }: Sent, now: number): Write => ({
  put: {
    ...keys.idempotency(userId, clientMessageId),
    v: ITEM_VERSION,
    type: 'sent',
    channelId,
    seq,
    ttl: ttlAt(now + KEPT_MS),
  },
  if: { any: [{ absent: 'pk' }, { le: ['ttl', Math.floor(now / 1000)] }] },
});

/** What a client message id became, read strongly; undefined when it is new. */
export async function loadSent(
  store: Store,
  userId: string,
  clientMessageId: string,
  now: number,
): Promise<Sent | undefined> {
  const item = await store.get(keys.idempotency(userId, clientMessageId), { consistent: true });
  return item && isLive(item, now) ? { channelId: textOf(item, 'channelId'), seq: numberOf(item, 'seq') } : undefined;
}
