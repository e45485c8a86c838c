import { useEffect, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import { useKey, useMe, useOwnChannel } from '../../engine-context.ts';
import { rowsOf } from '../../store/selectors.ts';
import { key } from '../../store/state.ts';
import { hashed, useConversationName } from '../conversation-name.ts';
import { dayNameOf } from '../times.ts';
import { itemsOf, type Item } from './items.ts';
import { Markdown } from './markdown/render.tsx';
import NoticeLine from './notice-line.tsx';
import css from './paper.module.css';
import { RowFrame } from './row-frame.tsx';

/** The conversation on paper, as far as it is loaded: the list on screen holds only what is near the screen. */
export default function Paper({ channelId }: { readonly channelId: string }) {
  const own = useOwnChannel(channelId);
  return usePrinting() && own ? createPortal(<Sheets own={own} />, document.body) : null;
}

/** Whether the page is being printed; known before the browser lays it out for that. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const paper = window.matchMedia('print');
    const turn = (on: boolean) => flushSync(() => setPrinting(on));
    const changed = () => turn(paper.matches);
    const begins = () => turn(true);
    const ends = () => turn(false);
    paper.addEventListener('change', changed);
    window.addEventListener('beforeprint', begins);
    window.addEventListener('afterprint', ends);
    return () => {
      paper.removeEventListener('change', changed);
      window.removeEventListener('beforeprint', begins);
      window.removeEventListener('afterprint', ends);
    };
  }, []);
  return printing;
}

/** Nothing on paper is new. */
const NO_LINE = { after: Infinity, upTo: null };

function Sheets({ own: { channel } }: { readonly own: OwnChannel }) {
  const { userId: me } = useMe();
  const timeline = useKey(key.timeline(channel.channelId));
  const outbox = useKey(key.outbox(channel.channelId));
  const name = useConversationName(channel);
  const items = itemsOf(rowsOf(timeline, outbox, me), { me, line: NO_LINE, from: timeline?.from ?? Infinity });
  return (
    <article className={css.paper}>
      <h1>{hashed(channel, name)}</h1>
      {channel.topic !== '' && <p>{channel.topic}</p>}
      {items.map((item) => (
        <Printed key={item.key} item={item} workspaceId={channel.workspaceId} />
      ))}
    </article>
  );
}

function Printed({ item, workspaceId }: { readonly item: Item; readonly workspaceId: string }) {
  // There is no today on paper: the day, with its year.
  if (item.kind === 'day') return <h2>{dayNameOf(item.at, 0)}</h2>;
  if (item.kind === 'notice') return <NoticeLine message={item.message} workspaceId={workspaceId} />;
  if (item.kind !== 'row') return null;
  const { author, at, head, message, outgoing } = item;
  return (
    <RowFrame author={author} at={at} head={head}>
      <Markdown text={(message ?? outgoing)?.text ?? ''} />
    </RowFrame>
  );
}
