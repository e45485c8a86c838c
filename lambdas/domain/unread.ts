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
type Stood = Pick<Message, 'seq' | 'ord' | 'notice'> | null;

/**
 * How far the messages after `from` are all there, without one whose number is taken but that is not written yet: each of them
 * has the next `ord`, unless a void stands where one is missing. A notice has the `ord` of the message before it.
 */
export function unbrokenTo(from: Place, stood: readonly Stood[]): Place {
  let place = from;
  let voids = 0;
  for (const message of stood) {
    if (message === null) {
      voids++;
      continue;
    }
    const missing = message.ord - place.ord - (message.notice === null ? 1 : 0);
    if (missing > voids) break;
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
