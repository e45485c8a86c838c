import type { Message } from '../../protocol/message.ts';
import type { UnreadCount } from '../../protocol/read-marker.ts';
import { addUnread, MOST_UNREAD, type Stood, unbrokenTo } from '../domain/unread.ts';
import type { Scope } from '../ports/index.ts';
import type { MembershipRow } from '../table/channel-member.ts';
import { isVoid, toMessage } from '../table/message.ts';
import { messagesIn, numberIn } from '../table/sequence.ts';

/** Messages read at once: a little more than are counted. */
const PAGE = 120;
/** Pages at most: who has so much of their own, deleted or void behind the marker gets what was counted so far. */
const PAGES = 25;

/** What is kept of a message that was counted: a channel may have thousands behind its marker. */
const placeIn = ({ seq, ord, notice, createdAt }: Message): Stood => ({ seq, ord, notice, createdAt });

/** What is unread for a person in a channel, up to the number `to`. */
export async function countUnread(
  { store, now }: Pick<Scope, 'store' | 'now'>,
  userId: string,
  { channelId, readSeq, readOrd }: Pick<MembershipRow, 'channelId' | 'readSeq' | 'readOrd'>,
  to = Number.MAX_SAFE_INTEGER,
): Promise<UnreadCount> {
  let counted = { unread: 0, mentions: 0 };
  const stood: Stood[] = [];
  let after = readSeq;
  for (let pages = 1; ; pages++) {
    const { items, complete } = await messagesIn(store, channelId, after, to, PAGE);
    const read = items.map((item) => (isVoid(item) ? null : toMessage(item)));
    for (const message of read) stood.push(message && placeIn(message));
    counted = addUnread(
      counted,
      read.filter((message) => message !== null),
      userId,
    );
    const last = items.at(-1);
    if (complete || !last || pages === PAGES || counted.unread >= MOST_UNREAD) break;
    after = numberIn(last);
  }
  return { channelId, ...counted, ...unbrokenTo({ seq: readSeq, ord: readOrd }, stood, now) };
}
