import { useEffect, useState } from 'react';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import { useKey } from '../../engine-context.ts';
import { key, type Timeline } from '../../store/state.ts';
import { countsFor } from '../../../../protocol/unread.ts';

/** The last message that was on screen while the list showed the live end. */
interface Seen {
  readonly seq: number;
  readonly ord: number;
}

interface FreshInput {
  readonly own: OwnChannel;
  readonly timeline: Timeline | undefined;
  readonly me: string;
  readonly atEnd: boolean;
  /** Whether the end is still on screen: the list may have been sent elsewhere since it was drawn. */
  readonly sees: () => boolean;
}

/**
 * How many messages of others are new below: those since the end was last on screen, or all unread ones before it ever was.
 * Those that scrolling loads are not new.
 */
export function useFresh({ own, timeline, me, atEnd, sees }: FreshInput): number {
  const unread = useKey(key.unread(own.channel.channelId))?.count ?? 0;
  const isLive = timeline?.to === null;
  const last = isLive ? timeline.messages.at(-1) : undefined;
  const [seen, setSeen] = useState<Seen | null>(null);
  useEffect(() => {
    if (atEnd && last && sees()) setSeen((was) => (was?.seq === last.seq ? was : { seq: last.seq, ord: last.ord }));
  }, [atEnd, last, sees]);
  if (atEnd || !timeline) return 0;
  if (seen === null) return unread;
  if (!isLive) return Math.max(0, own.ord - seen.ord);
  return timeline.messages.filter((message) => message.seq > seen.seq && countsFor(message, me)).length;
}
