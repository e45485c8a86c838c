import { numberOf, textOf, ttlAt } from './attributes.ts';
import { ITEM_VERSION, keys } from './schema.ts';
import type { Store, Write } from './store.ts';
import { isConditionFailed } from './store.ts';

export const TICKET_MS = 30_000;

/** Opens one socket for one person. Times in milliseconds UTC. */
export interface Ticket {
  readonly userId: string;
  readonly sessionId: string;
  /** When the access token that asked for the ticket ends. */
  readonly expiresAt: number;
  readonly device: string;
}

export const putTicket = (hash: string, ticket: Ticket, now: number): Write => ({
  put: { ...keys.ticket(hash), v: ITEM_VERSION, until: now + TICKET_MS, ttl: ttlAt(now + TICKET_MS), ...ticket },
  if: { absent: 'pk' },
});

/** Uses a ticket up: of several that try, one gets it. Undefined when it is unknown, used or expired. */
export async function takeTicket(store: Store, hash: string, now: number): Promise<Ticket | undefined> {
  try {
    const item = await store.take(keys.ticket(hash), { gt: ['until', now] });
    if (!item) return undefined;
    return {
      userId: textOf(item, 'userId'),
      sessionId: textOf(item, 'sessionId'),
      expiresAt: numberOf(item, 'expiresAt'),
      device: textOf(item, 'device'),
    };
  } catch (error) {
    if (isConditionFailed(error)) return undefined;
    throw error;
  }
}
