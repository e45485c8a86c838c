import type { Message } from '../../../../protocol/message.ts';
import type { Row } from '../../store/selectors.ts';
import type { Outgoing } from '../../store/state.ts';
import { dayOf } from '../times.ts';
import type { UnreadLine } from './use-reading.ts';

/** What stands in the list, top to bottom. `head` rows begin a group: they show who and when. */
export type Item =
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
}

/** Rows → items: days, the unread line, groups of one author within five minutes. Deleted messages are left out. */
export function itemsOf(rows: readonly Row[], { me, line }: Context): readonly Item[] {
  const items: Item[] = [];
  let previous: Item | null = null;
  let day = Number.NaN;
  let lineDue = true;
  const add = (item: Item) => {
    items.push(item);
    previous = item;
  };
  for (const row of rows) {
    const { message, outgoing } = row;
    if (message?.deletedAt) continue;
    const at = message?.createdAt ?? outgoing?.createdAt ?? 0;
    if (dayOf(at) !== day) {
      day = dayOf(at);
      add({ kind: 'day', key: `day ${day}`, at });
    }
    if (lineDue && message && isUnread(message, me, line)) {
      lineDue = false;
      add({ kind: 'unread', key: 'unread' });
    }
    if (message?.notice) add({ kind: 'notice', key: row.key, message });
    else {
      const author = message?.author ?? me;
      add({ kind: 'row', key: row.key, author, at, message, outgoing, head: !continues(previous, author, at) });
    }
  }
  return items;
}

const isUnread = (message: Message, me: string, { after, upTo }: UnreadLine): boolean =>
  message.seq > after && message.seq <= (upTo ?? message.seq) && message.author !== me && message.notice === null;

function continues(previous: Item | null, author: string, at: number): boolean {
  return previous?.kind === 'row' && previous.author === author && Math.abs(at - previous.at) < GROUP_MS;
}
