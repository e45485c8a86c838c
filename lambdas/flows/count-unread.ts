import type { UnreadCount } from '../../protocol/read-marker.ts';
import { addUnread, MOST_UNREAD } from '../../protocol/unread.ts';
import { Whole } from '../domain/unread.ts';
import type { Scope } from '../ports/index.ts';
import type { MembershipRow } from '../table/channel-member.ts';
import { isVoid, toMessage } from '../table/message.ts';
import { messagesIn, numberIn } from '../table/sequence.ts';

/** Messages read at once: a little more than are counted. */
const PAGE = 120;
/** Pages at most: who has so much of their own, deleted or void behind the marker gets what was counted so far. */
const PAGES = 25;
/** Channels counted at once. */
const AT_ONCE = 10;

/** Where somebody has read to, and the number up to which is counted: everything without one. */
type Span = Pick<MembershipRow, 'channelId' | 'readSeq' | 'readOrd'> & { readonly to?: number };
type Need = Pick<Scope, 'store' | 'now'>;

/** What is unread for a person in each of these channels. */
export async function countUnread(need: Need, userId: string, spans: readonly Span[]): Promise<UnreadCount[]> {
  const counts: UnreadCount[] = [];
  for (let at = 0; at < spans.length; at += AT_ONCE) {
    const some = spans.slice(at, at + AT_ONCE);
    counts.push(...(await Promise.all(some.map((span) => countIn(need, userId, span)))));
  }
  return counts;
}

async function countIn({ store, now }: Need, userId: string, span: Span): Promise<UnreadCount> {
  const { channelId, readSeq, to = Number.MAX_SAFE_INTEGER } = span;
  const whole = new Whole(readSeq, now);
  let counted = { count: 0, mentions: 0 };
  let [after, seq, ord] = [readSeq, readSeq, span.readOrd];
  for (let pages = 1; ; pages++) {
    const { items, complete } = await messagesIn(store, channelId, after, to, PAGE);
    for (const item of items) {
      const message = isVoid(item) ? null : toMessage(item);
      after = numberIn(item);
      whole.add({ seq: after, createdAt: message?.createdAt ?? null });
      if (!message) continue;
      seq = after;
      ord = Math.max(ord, message.ord);
      counted = addUnread(counted, [message], userId);
    }
    if (complete || items.length === 0 || pages === PAGES || counted.count >= MOST_UNREAD) break;
  }
  const { count, mentions } = counted;
  return { channelId, unread: count, mentions, seq: Math.max(seq, whole.through), ord, through: whole.through };
}
