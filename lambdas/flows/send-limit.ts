import type { Scope } from '../ports/index.ts';
import { hit } from '../table/rate.ts';
import { tooManyMessages } from './problems.ts';

const WINDOW_MS = 10_000;
/** Sends in a window that are counted in this process only. */
const FREE = 5;

/** Milliseconds for which this process knows that the person may not send; 0 when they may, or it does not know. */
export const blockedFor = ({ memory, now }: Pick<Scope, 'memory' | 'now'>, userId: string): number =>
  Math.max(0, memory.tally(userId, now, WINDOW_MS).blockedUntil - now);

/**
 * Counts a send of this person.
 * @returns 0 when it is within the limit, otherwise the milliseconds to wait.
 */
export async function countSend({ store, memory, settings, now }: Scope, userId: string): Promise<number> {
  const sends = memory.tally(userId, now, WINDOW_MS);
  const free = Math.min(FREE, settings.sendLimit);
  if (sends.count < free + sends.leased) {
    sends.count++;
    return 0;
  }
  /** Where the limit is in the thousands, they are counted by the batch. */
  const batch = Math.max(1, Math.floor(settings.sendLimit / 1_000));
  const wait = await hit(store, 'send', userId, settings.sendLimit - free, WINDOW_MS, now, batch);
  if (wait > 0) {
    sends.blockedUntil = now + wait;
    return wait;
  }
  // Each call adds what it was granted itself, so parallel ones cannot lend one another what nobody counted.
  sends.leased += batch;
  sends.count++;
  return 0;
}

/** Counts a change of a message as a send: everyone who looks is told of it alike. @throws Problem rate_limited */
export async function withinSendLimit(scope: Scope, userId: string): Promise<void> {
  const wait = blockedFor(scope, userId) || (await countSend(scope, userId));
  if (wait > 0) throw tooManyMessages(wait);
}
