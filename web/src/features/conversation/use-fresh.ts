import { useState } from 'react';
import type { Timeline } from '../../store/state.ts';
import { counts } from '../../store/unread.ts';

/**
 * How many messages of others came since the end was last on screen. Those that scrolling loads are not new: nothing
 * counts before the live end was seen.
 */
export function useFresh(timeline: Timeline | undefined, me: string, atEnd: boolean): number {
  const isLive = timeline?.to === null;
  const last = isLive ? (timeline.messages.at(-1)?.seq ?? 0) : 0;
  const [seen, setSeen] = useState(last);
  if (isLive && atEnd && seen !== last) setSeen(last);
  if (!isLive || atEnd || seen === 0) return 0;
  return timeline.messages.filter((message) => message.seq > seen && counts(message, me)).length;
}
