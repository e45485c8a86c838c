import { useMemo } from 'react';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import { useEngine, useKey, useMe } from '../../engine-context.ts';
import { rowsOf } from '../../store/selectors.ts';
import { key } from '../../store/state.ts';
import { Announcer } from './announcer.tsx';
import { Beginning } from './beginning.tsx';
import { itemsOf } from './items.ts';
import { JumpPill } from './jump-pill.tsx';
import { ListItem } from './list-item.tsx';
import css from './message-list.module.css';
import { PageEdge } from './page-edge.tsx';
import { moveAmongRows } from './roving.ts';
import { useAuthors } from './use-authors.ts';
import { useFresh } from './use-fresh.ts';
import { usePlace } from './use-place.ts';
import { useMarkRead, useReading } from './use-reading.ts';

interface MessageListProps {
  readonly own: OwnChannel;
  readonly name: string;
  readonly seq: number | undefined;
  /** Number of the message that is being edited. */
  readonly editing: number | null;
  readonly onEdit: (seq: number | null) => void;
}

/** The messages of a conversation, with the older and newer pages that scrolling asks for. */
export function MessageList({ own, name, seq, editing, onEdit }: MessageListProps) {
  const engine = useEngine();
  const { userId: me } = useMe();
  const { channelId, workspaceId } = own.channel;
  const timeline = useKey(key.timeline(channelId));
  const paging = useKey(key.paging(channelId));
  const outbox = useKey(key.outbox(channelId));

  const rows = useMemo(() => rowsOf(timeline, outbox, me), [timeline, outbox, me]);
  const { line, held, markUnread, sawEnd } = useReading(own);
  const items = useMemo(() => itemsOf(rows, { me, line }), [rows, me, line]);
  const { scroller, content, atEnd, far, target, toEnd, onScroll } = usePlace({
    channelId,
    workspaceId,
    seq,
    items,
    timeline,
    paging,
  });
  const fresh = useFresh(timeline, me, atEnd);
  useMarkRead({ own, timeline, atEnd, held, onSawEnd: sawEnd });
  useAuthors(workspaceId, timeline?.messages);

  const error = paging?.error ?? null;
  const again = () => void (timeline ? engine.loadOlder(channelId) : engine.jumpToLatest(channelId));
  return (
    <div className={css.place}>
      <div
        ref={scroller}
        className={css.scroller}
        role="log"
        aria-live="off"
        aria-label={`Messages in ${name}`}
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={moveAmongRows}
      >
        <div ref={content} className={css.content}>
          {timeline?.from === 0 && <Beginning own={own} name={name} />}
          {timeline?.from !== 0 && <PageEdge error={error} onRetry={again} />}
          {items.map((item) => (
            <ListItem
              key={item.key}
              item={item}
              workspaceId={workspaceId}
              channelId={channelId}
              own={item.kind === 'row' && item.author === me}
              editing={item.kind === 'row' && item.message !== null && item.message.seq === editing}
              target={item.kind === 'row' && item.message !== null && item.message.seq === target}
              onEdit={onEdit}
              onUnread={markUnread}
            />
          ))}
          {timeline && timeline.to !== null && (
            <PageEdge error={error} onRetry={() => void engine.loadNewer(channelId)} />
          )}
        </div>
      </div>
      {(far || (!atEnd && fresh > 0)) && <JumpPill fresh={fresh} onJump={toEnd} />}
      <Announcer timeline={timeline} me={me} />
    </div>
  );
}
