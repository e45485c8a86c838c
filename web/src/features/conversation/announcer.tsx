import { useEffect, useState } from 'react';
import type { Timeline } from '../../store/state.ts';
import { countsFor } from '../../../../protocol/unread.ts';
import { News } from './news.tsx';

const PAUSE_MS = 1_000;

interface AnnouncerProps {
  readonly timeline: Timeline | undefined;
  readonly me: string;
}

/** Says the latest message of others that came while the conversation is open, at most one a second. */
export default function Announcer({ timeline, me }: AnnouncerProps) {
  const last = timeline?.to === null ? timeline.messages.at(-1) : undefined;
  const [first, setFirst] = useState<number | null>(null);
  if (first === null && timeline?.to === null) setFirst(last?.seq ?? 0);
  const [said, setSaid] = useState(last);
  useEffect(() => {
    const timer = setTimeout(() => setSaid(last), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [last]);
  const news = said && first !== null && said.seq > first && countsFor(said, me) ? said : null;
  return <div aria-live="polite">{news && <News author={news.author} text={news.text} />}</div>;
}
