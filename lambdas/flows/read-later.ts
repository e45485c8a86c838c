import type { ChannelHead } from '../table/channel.ts';
import { isVoid, toMessage } from '../table/message.ts';
import { numberIn } from '../table/sequence.ts';
import type { Item } from '../table/store.ts';
import type { Judged, RawPage } from './read-history.ts';
import { isLongSettled } from './settle.ts';

/** Numbers that nobody takes between two reads of one batch. */
const MORE_THAN_BETWEEN = 32;

/**
 * Whether a page may hold what was written after the permission for it was read. What the head calls settled was written
 * before a permission that was read behind the head. The latest page was read beside it: there the line of the reader's own going
 * stands among the numbers that the page rests on, in the one query that read its messages. No line tells of the going of a visitor,
 * who has not joined the channel; their permission was read behind the head.
 */
export function mayHoldLater(
  head: ChannelHead,
  page: RawPage,
  { messages, entries, isRenewed }: Judged,
  { userId, isVisitor, now }: { readonly userId: string; readonly isVisitor: boolean; readonly now: number },
): boolean {
  const isUnsettled = messages.some(({ lastSeq }) => lastSeq > head.settled);
  if (!page.latest) return isUnsettled;
  if (isRenewed || isTorn(head, page, now)) return true;
  if (isVisitor && isUnsettled) return true;
  const read = new Map(page.older.items.map((item) => [numberIn(item), isVoid(item) ? 0 : toMessage(item).lastSeq]));
  const isYounger = messages.some(({ seq, lastSeq }) => lastSeq > head.seq || lastSeq > (read.get(seq) ?? 0));
  return isYounger || entries.some(({ item }) => tellsOfGoing(item, userId));
}

/** The head may be younger than the membership of its batch: the line may stand below so short a page, and be settled. */
const isTorn = (head: ChannelHead, { older }: RawPage, now: number): boolean =>
  older.after > head.settledBefore && older.items.length < MORE_THAN_BETWEEN && !isLongSettled(head, now);

function tellsOfGoing(item: Item, userId: string): boolean {
  if (!item['notice']) return false;
  const { notice, author } = toMessage(item);
  if (notice?.what === 'removed') return notice.people.includes(userId);
  return notice?.what === 'left' && author === userId;
}
