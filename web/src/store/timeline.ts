import type { Output } from '../../../protocol/contracts.ts';
import type { ChannelEvent, Message } from '../../../protocol/message.ts';
import type { Timeline } from './state.ts';

type HistoryPage = Output<'message.list'>;
type Changes = Output<'sync.changes'>;

/** Index of the first message numbered `seq` or above. */
export function indexFrom(messages: readonly Message[], seq: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((messages[middle]?.seq ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Puts a message at its number. An older state never overwrites a newer one. */
export function upsert(messages: readonly Message[], message: Message): readonly Message[] {
  const index = indexFrom(messages, message.seq);
  const present = messages[index];
  if (present?.seq !== message.seq) return messages.toSpliced(index, 0, message);
  return present.lastSeq >= message.lastSeq ? messages : messages.with(index, message);
}

/** Whether this part ends before that number. */
export const isBehind = ({ to }: Timeline, seq: number): boolean => to !== null && seq > to;

const covers = (timeline: Timeline, seq: number): boolean => seq >= timeline.from && !isBehind(timeline, seq);

/** `through` moved on as far as the numbers beyond it are already applied. */
function settled(timeline: Timeline, through: number): Timeline {
  const ahead = timeline.ahead.filter((seq) => seq > through);
  let reached = through;
  while (ahead[0] === reached + 1) {
    ahead.shift();
    reached += 1;
  }
  return { ...timeline, through: reached, ahead };
}

/** Puts a message where this part covers it; an older state changes nothing. */
export function withMessage(timeline: Timeline, message: Message): Timeline {
  if (!covers(timeline, message.seq)) return timeline;
  const messages = upsert(timeline.messages, message);
  return messages === timeline.messages ? timeline : { ...timeline, messages };
}

/** Applies one event: its message takes the newest state, its number is ticked off. Repeating it changes nothing. */
export function withEvent(timeline: Timeline, event: ChannelEvent): Timeline {
  const next = withMessage(timeline, event.message);
  if (event.seq <= next.through || next.ahead.includes(event.seq)) return next;
  const ahead = [...next.ahead, event.seq].toSorted((a, b) => a - b);
  return settled({ ...next, ahead }, next.through);
}

/** Applies what `sync.changes` answered to a request for everything after `after`. */
export function withChanges(timeline: Timeline, after: number, changes: Changes): Timeline {
  const next = changes.events.reduce((t, event) => withMessage(t, event.message), timeline);
  // `through` may have gone back while the request was under way: then the answer leaves a gap before it.
  return after <= timeline.through ? settled(next, Math.max(timeline.through, changes.through)) : next;
}

/** A timeline that is just this page. */
export function timelineOf(page: HistoryPage): Timeline {
  const first = page.messages[0];
  const last = page.messages.at(-1);
  return {
    messages: page.messages,
    from: page.hasBefore && first ? first.seq : 0,
    to: page.hasAfter && last ? last.seq : null,
    through: page.through,
    ahead: [],
  };
}

/**
 * Adds a page that joins the timeline before its first or after its last message. Both parts then include the changes
 * up to the lesser `through`; what was applied beyond it did not reach the new messages, so it is to be fetched again.
 */
function joined(timeline: Timeline, page: HistoryPage, edges: Pick<Timeline, 'from' | 'to'>): Timeline {
  const messages = page.messages.reduce(upsert, timeline.messages);
  return { messages, ...edges, through: Math.min(timeline.through, page.through), ahead: [] };
}

export function withOlderPage(timeline: Timeline, page: HistoryPage): Timeline {
  const first = page.messages[0];
  return joined(timeline, page, { from: page.hasBefore && first ? first.seq : 0, to: timeline.to });
}

export function withNewerPage(timeline: Timeline, page: HistoryPage): Timeline {
  const last = page.messages.at(-1);
  return joined(timeline, page, { from: timeline.from, to: page.hasAfter && last ? last.seq : null });
}

/** A longer timeline lets go of what is far from the screen: memory and every change of it stay cheap. */
const MOST = 1_600;
/** Messages that stay on either side of the screen. */
const NEAR = 600;

/**
 * The timeline without what is far from the messages on screen, numbered `first` to `last`; itself while it is short. What is
 * let go is fetched again by scrolling there.
 */
export function trimmed(timeline: Timeline, first: number, last: number): Timeline {
  const { messages } = timeline;
  if (messages.length <= MOST) return timeline;
  const begin = Math.max(0, indexFrom(messages, first) - NEAR);
  const end = Math.min(messages.length, indexFrom(messages, last + 1) + NEAR);
  const kept = messages.slice(begin, end);
  const [head, tail] = [kept[0], kept.at(-1)];
  if (!head || !tail) return timeline;
  return {
    ...timeline,
    messages: kept,
    from: begin > 0 ? head.seq : timeline.from,
    to: end < messages.length ? tail.seq : timeline.to,
  };
}
