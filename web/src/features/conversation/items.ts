import type { Message } from '../../../../protocol/message.ts';
import type { Row } from '../../store/selectors.ts';
import type { Outgoing } from '../../store/state.ts';
import { dayOf } from '../times.ts';
import type { UnreadLine } from './use-reading.ts';

/** What stands in the list, top to bottom. `head` rows begin a group: they show who and when. */
export type Item =
  | { readonly kind: 'beginning'; readonly key: string }
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'unread'; readonly key: string }
  | { readonly kind: 'notice'; readonly key: string; readonly message: Message }
  | {
      readonly kind: 'row';
      readonly key: string;
      readonly author: string;
      readonly at: number;
      readonly message: Message | null;
      readonly outgoing: Outgoing | null;
      readonly head: boolean;
    };

const GROUP_MS = 5 * 60_000;

interface Context {
  readonly me: string;
  readonly line: UnreadLine;
  /** The number from which on the rows are all there is; 0: their first is the first of the conversation. */
  readonly from: number;
}

/**
 * Rows → items: days, the unread line, groups of one author within five minutes. Deleted messages are left out. Above the
 * first row of a part nothing is claimed that the page before it could prove wrong: what one reads must not move then.
 */
export function itemsOf(rows: readonly Row[], { me, line, from }: Context): readonly Item[] {
  const items: Item[] = [];
  const days = dayChanges();
  let previous: Item | null = null;
  let lineDue = true;
  let breakDue = true;
  const add = (item: Item) => {
    items.push(item);
    previous = item;
  };
  // Where the part begins behind the place of the line, it may belong above all of it.
  const isPlaced = ({ after }: UnreadLine): boolean => from <= after + 1;
  const { begins = line } = line;
  if (from === 0) add({ kind: 'beginning', key: 'beginning' });
  for (const row of rows) {
    const { message, outgoing } = row;
    if (message?.deletedAt) continue;
    const isKnown: boolean = previous !== null;
    const at = message?.createdAt ?? outgoing?.createdAt ?? 0;
    const day = days(at);
    if (day !== null && isKnown) add({ kind: 'day', key: `day ${row.key}`, at });
    if (lineDue && message && isUnread(message, me, line)) {
      lineDue = false;
      if (isKnown && isPlaced(line)) items.push({ kind: 'unread', key: 'unread' });
    }
    if (breakDue && message && isUnread(message, me, begins)) {
      breakDue = false;
      if (isPlaced(begins)) previous = null;
    }
    if (message?.notice) add({ kind: 'notice', key: row.key, message });
    else {
      const author = message?.author ?? me;
      add({ kind: 'row', key: row.key, author, at, message, outgoing, head: !continues(previous, author, at) });
    }
  }
  return items;
}

const SHORTEST_DAY_MS = 22 * 3_600_000;

/** Says of each time in turn which day begins with it; null within the day before. Days are costly to tell apart. */
function dayChanges(): (at: number) => number | null {
  let day = Number.NaN;
  return (at) => {
    if (at >= day && at < day + SHORTEST_DAY_MS) return null;
    const next = dayOf(at);
    if (next === day) return null;
    day = next;
    return day;
  };
}

export const isUnread = (message: Message, me: string, { after, upTo }: UnreadLine): boolean =>
  message.seq > after && message.seq <= (upTo ?? message.seq) && message.author !== me && message.notice === null;

function continues(previous: Item | null, author: string, at: number): boolean {
  return previous?.kind === 'row' && previous.author === author && Math.abs(at - previous.at) < GROUP_MS;
}

/** The number of the message that an item shows. */
export const seqOf = (item: Item | undefined): number | null =>
  item?.kind === 'notice' ? item.message.seq : item?.kind === 'row' ? (item.message?.seq ?? null) : null;

/** Where the message with this number stands, or the last one before it when it is not shown; -1 when there is none. */
export function indexOfSeq(items: readonly Item[], seq: number): number {
  return items.findLastIndex((item) => (seqOf(item) ?? Infinity) <= seq);
}

/** When the first item at or after a place was written; null at a line of a day, which says it itself. */
export function timeOn(items: readonly Item[], index: number): number | null {
  const item = items.slice(index, index + 2).find(({ kind }) => kind !== 'unread');
  if (item?.kind === 'row') return item.at;
  return item?.kind === 'notice' ? item.message.createdAt : null;
}
