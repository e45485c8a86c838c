import { type ComponentType, useEffect, useState } from 'react';
import type { Timeline } from '../../store/state.ts';
import { counts } from '../../store/unread.ts';

const PAUSE_MS = 1_000;

interface AnnouncerProps {
  readonly timeline: Timeline | undefined;
  readonly me: string;
}

type News = ComponentType<{ readonly author: string; readonly text: string }>;

/**
 * Says the latest message of others that came while the conversation is open, at most one a second. How it is said is fetched
 * with the first one; where that fails, with the next.
 */
export function Announcer({ timeline, me }: AnnouncerProps) {
  const last = timeline?.to === null ? timeline.messages.at(-1) : undefined;
  const [first] = useState(last?.seq ?? Number.MAX_SAFE_INTEGER);
  const [said, setSaid] = useState(last);
  const [News, setNews] = useState<News | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSaid(last), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [last]);
  const news = said && said.seq > first && counts(said, me) ? said : null;
  useEffect(() => {
    if (news && !News) {
      import('./news.tsx').then(
        (part) => setNews(() => part.News),
        () => undefined,
      );
    }
  }, [news, News]);
  return <div aria-live="polite">{news && News && <News author={news.author} text={news.text} />}</div>;
}
