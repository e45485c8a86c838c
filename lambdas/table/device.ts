import { isLive, numberOf, textOf, ttlAt } from './attributes.ts';
import { everyItem } from './every-item.ts';
import { ITEM_VERSION, keys, ranges, userPk } from './schema.ts';
import { SESSION_MS } from './session.ts';
import type { Item, Store, Write } from './store.ts';

/** A logged-in device. While this row is there the session's access tokens count. Times in milliseconds UTC. */
export interface Device {
  readonly userId: string;
  readonly sessionId: string;
  /** Hash of the cookie's value: finds the session. */
  readonly hash: string;
  /** What the browser calls itself. */
  readonly device: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
}

const toDevice = (item: Item): Device => ({
  userId: textOf(item, 'userId'),
  sessionId: textOf(item, 'sessionId'),
  hash: textOf(item, 'hash'),
  device: textOf(item, 'device'),
  createdAt: numberOf(item, 'createdAt'),
  lastSeenAt: numberOf(item, 'lastSeenAt'),
});

export const isLiveDevice = (item: Item | undefined, now: number): boolean => item !== undefined && isLive(item, now);

/** Every logged-in device of a person, read strongly. */
export async function devicesOf(store: Store, userId: string, now: number): Promise<readonly Device[]> {
  const items = await everyItem(store, { pk: userPk(userId), sk: ranges.devices, consistent: true });
  return items.filter((item) => isLive(item, now)).map(toDevice);
}

export const putDevice = (device: Device): Write => ({
  put: {
    ...keys.device(device.userId, device.sessionId),
    v: ITEM_VERSION,
    ttl: ttlAt(device.lastSeenAt + SESSION_MS),
    ...device,
  },
});

export const touchDevice = (userId: string, sessionId: string, now: number): Write => ({
  update: keys.device(userId, sessionId),
  changes: { set: { lastSeenAt: now, ttl: ttlAt(now + SESSION_MS) } },
  if: { exists: 'pk' },
});

export const deleteDevice = (userId: string, sessionId: string): Write => ({ delete: keys.device(userId, sessionId) });

/** In a transaction: the session has not ended. */
export const checkDevice = (userId: string, sessionId: string): Write => ({
  check: keys.device(userId, sessionId),
  if: { exists: 'pk' },
});
