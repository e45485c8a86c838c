import { useEffect, useState } from 'react';
import type { Timeline } from '../../store/state.ts';
import { countsFor } from '../../../../protocol/unread.ts';
import { t } from '../../i18n/t.ts';
import { useToast } from '../../ui/toast.tsx';
import { News } from './news.tsx';

const PAUSE_MS = 1_000;

interface AnnouncerProps {
  readonly timeline: Timeline | undefined;
  readonly me: string;
  /** Number of the message at which the address points, and to which the reader was just taken. */
  readonly target: number | null | undefined;
}

/** Says the latest message of others that came while the conversation is open, at most one a second, and that one looked for is gone. */
export default function Announcer({ timeline, me, target }: AnnouncerProps) {
  const last = timeline?.to === null ? timeline.messages.at(-1) : undefined;
  const [first, setFirst] = useState<number | null>(null);
  if (first === null && timeline?.to === null) setFirst(last?.seq ?? 0);
  const [said, setSaid] = useState(last);
  useEffect(() => {
    const timer = setTimeout(() => setSaid(last), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [last]);
  const toast = useToast();
  const isKnown = typeof target === 'number' && timeline !== undefined && target <= timeline.through;
  const isMissing = isKnown && timeline.messages.every(({ seq, deletedAt }) => seq !== target || deletedAt !== null);
  useEffect(() => {
    if (isMissing) toast(t('This message is not here: it was deleted, or there never was one.'));
  }, [isMissing, toast]);
  const news = said && first !== null && said.seq > first && countsFor(said, me) ? said : null;
  return <div aria-live="polite">{news && <News author={news.author} text={news.text} />}</div>;
}
