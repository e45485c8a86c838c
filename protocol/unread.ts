import type { Mentions, Message } from './message.ts';

/** Counting stops here: more is shown as "99+". */
export const MOST_UNREAD = 100;

/** Messages that a person has not read, and those of them that call the person. */
export interface Counted {
  readonly count: number;
  readonly mentions: number;
}

/** Whether a message calls this person. */
export const calls = (mentions: Mentions, userId: string): boolean =>
  mentions.channel || mentions.here || mentions.people.includes(userId);

/** Whether a message after the read marker counts: not one's own, not deleted, not a line of the conversation itself. */
export const countsFor = (message: Message, userId: string): boolean =>
  message.author !== userId && message.deletedAt === null && message.notice === null;

/** Adds messages after the read marker, in their order: the first hundred count, and call. */
export function addUnread({ count, mentions }: Counted, messages: readonly Message[], userId: string): Counted {
  for (const message of messages) {
    if (count >= MOST_UNREAD) break;
    if (!countsFor(message, userId)) continue;
    count++;
    if (calls(message.mentions, userId)) mentions++;
  }
  return { count, mentions };
}
