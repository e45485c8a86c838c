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
