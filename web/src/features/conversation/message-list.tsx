import { useCallback, useState } from 'react';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import { useEngine } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import { quietly } from '../../ui/lazily.tsx';
import { Beginning } from './beginning.tsx';
import { seqOf } from './items.ts';
import { Measured } from './measured.tsx';
import { DayPill } from './lines.tsx';
import { ListItem } from './list-item.tsx';
import css from './message-list.module.css';
import { useList, type Due, type Stays } from './use-list.ts';

const Announcer = quietly(() => import('./announcer.tsx'));
const JumpPill = quietly(() => import('./jump-pill.tsx'));
const PageEdge = quietly(() => import('./page-edge.tsx'));
const ReadKey = quietly(() => import('./read-key.tsx'));
const DateMenu = quietly(() => import('./date-menu.tsx'));
/** What tells of a page that could not be fetched cannot be fetched when it is wanted. */
export const preloadEdge = PageEdge.preload;

export interface MessageListProps extends Due {
  readonly own: OwnChannel;
  readonly name: string;
  readonly seq: number | undefined;
  /** Number of the message that is being edited. */
  readonly editing: number | null;
  readonly onEdit: (seq: number | null) => void;
  readonly stays: Stays;
}

/** The messages of a conversation, with the older and newer pages that scrolling asks for. */
export function MessageList({ own, name, seq, editing, onEdit, ...kept }: MessageListProps) {
  const engine = useEngine();
  const { channelId, workspaceId } = own.channel;
  const list = useList({ own, seq, editing, ...kept });
  const { me, items, shown, dayAt, container, measure, timeline, paging, scroller, edited, reading, place, fresh } =
    list;
  const [dated, setDated] = useState<HTMLElement | null>(null);
  const closeDate = useCallback(() => setDated(null), []);
  const error = paging?.error ?? null;
  return (
    <div className={css.place}>
      <div
        ref={scroller}
        className={css.scroller}
        role="log"
        aria-live="off"
        aria-label={t('Messages in {name}', { name })}
        tabIndex={0}
        onScroll={list.onScroll}
        onWheel={place.leave}
        onTouchMove={place.leave}
        onPointerDown={place.leave}
        onKeyDown={(event) => {
          place.leave();
          list.onKeyDown(event);
        }}
      >
        {!timeline && <PageEdge at="whole" error={error} onRetry={() => void engine.jumpToLatest(channelId)} />}
        <div ref={container} className={css.rows} {...list.focus}>
          {timeline && timeline.from > 0 && (
            <PageEdge at="above" error={error} onRetry={() => void engine.loadOlder(channelId)} />
          )}
          {shown.map(({ key, index }) => {
            const item = items[index];
            return (
              <Measured key={key} index={index} over={item?.kind === 'unread'} measure={measure}>
                {item?.kind === 'beginning' && <Beginning own={own} name={name} />}
                {item && item.kind !== 'beginning' && (
                  <ListItem
                    item={item}
                    workspaceId={workspaceId}
                    channelId={channelId}
                    own={item.kind === 'row' && item.author === me}
                    editing={item.key === edited}
                    target={place.target !== null && seqOf(item) === place.target}
                    onEdit={onEdit}
                    onUnread={reading.markUnread}
                    onDate={setDated}
                  />
                )}
              </Measured>
            );
          })}
          {timeline && timeline.to !== null && (
            <PageEdge at="below" error={error} onRetry={() => void engine.loadNewer(channelId)} />
          )}
        </div>
      </div>
      {dayAt !== null && <DayPill at={dayAt} onDate={setDated} />}
      {(place.far || (!place.atEnd && fresh > 0)) && <JumpPill fresh={fresh} onJump={place.toEnd} />}
      {dated && <DateMenu channelId={channelId} anchor={dated} onGo={place.goTo} onClose={closeDate} />}
      <ReadKey list={scroller} onRead={list.readAll} />
      <Announcer timeline={timeline} me={me} target={place.target === seq ? seq : null} />
    </div>
  );
}
