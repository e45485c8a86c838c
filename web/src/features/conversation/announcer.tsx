import { useEffect, useState } from 'react';
import { nameIn, useEngine, useName } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import type { Timeline } from '../../store/state.ts';
import { key } from '../../store/state.ts';
import { counts } from '../../store/unread.ts';
import { Hidden } from '../../ui/hidden.tsx';
import { plainText } from './markdown/plain.ts';

const PAUSE_MS = 1_000;

interface AnnouncerProps {
  readonly timeline: Timeline | undefined;
  readonly me: string;
}

/** Says the latest message of others that came while the conversation is open, at most one a second. */
export function Announcer({ timeline, me }: AnnouncerProps) {
  const last = timeline?.to === null ? timeline.messages.at(-1) : undefined;
  const [first] = useState(last?.seq ?? Number.MAX_SAFE_INTEGER);
  const [said, setSaid] = useState(last);
  useEffect(() => {
    const timer = setTimeout(() => setSaid(last), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [last]);
  const news = said && said.seq > first && counts(said, me) ? said : null;
  return <div aria-live="polite">{news && <News author={news.author} text={news.text} />}</div>;
}

function News({ author, text }: { readonly author: string; readonly text: string }) {
  const name = useName(author);
  const { store } = useEngine();
  const said = plainText(text, {
    person: (userId) => nameIn(store.state, userId),
    channel: (channelId) => {
      const known = store.get(key.channel(channelId))?.channel.name ?? store.get(key.named(channelId));
      return known === undefined ? t('#private channel') : `#${known}`;
    },
  });
  return <Hidden>{`${name}: ${said.slice(0, 300)}`}</Hidden>;
}
