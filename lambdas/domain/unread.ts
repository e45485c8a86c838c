import type { Message } from '../../protocol/message.ts';
import { calls } from './mentions.ts';

/** Counting stops here: more is shown as "99+". */
export const MOST_UNREAD = 100;

/** Whether a message after the read marker counts as unread for this person. */
export const isUnread = (message: Message, userId: string): boolean =>
  message.author !== userId && message.notice === null && message.deletedAt === null;

export interface Unread {
  readonly unread: number;
  readonly mentions: number;
}

/** A message by its number and by its place among messages. */
export interface Place {
  readonly seq: number;
  readonly ord: number;
}

/** What stands under a number; null for a void. */
export type Stood = Pick<Message, 'seq' | 'ord' | 'notice' | 'createdAt'> | null;

/** A number that was taken is written within 29 seconds, or never; clocks of processes are minutes wrong. */
const UNDER_WAY_MS = 10 * 60_000;

/**
 * How far the messages after `from` are all there, without one (or a change of one) whose number is taken but that is not written
 * yet: each message has the next `ord`, unless a void stands where one is missing; before a young one no number is missing at
 * all. A notice has the `ord` of the message before it. @param now milliseconds UTC
 */
export function unbrokenTo(from: Place, stood: readonly Stood[], now: number): Place {
  let place = from;
  let voids = 0;
  for (const message of stood) {
    if (message === null) {
      voids++;
      continue;
    }
    const missing = message.ord - place.ord - (message.notice === null ? 1 : 0);
    const skipped = message.seq - place.seq - 1 - voids;
    if (missing > voids || (skipped > 0 && message.createdAt > now - UNDER_WAY_MS)) break;
    place = { seq: message.seq, ord: Math.max(message.ord, place.ord) };
    voids = 0;
  }
  return place;
}

/** Adds messages after the read marker to a count; both numbers stop at `MOST_UNREAD`. */
export function addUnread(count: Unread, messages: readonly Message[], userId: string): Unread {
  let { unread, mentions } = count;
  for (const message of messages) {
    if (unread >= MOST_UNREAD) break;
    if (!isUnread(message, userId)) continue;
    unread++;
    if (calls(message.mentions, userId)) mentions++;
  }
  return { unread, mentions };
}
