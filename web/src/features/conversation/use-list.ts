import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type RefObject,
} from 'react';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import type { Message } from '../../../../protocol/message.ts';
import { useEngine, useKey, useMe } from '../../engine-context.ts';
import { rowsOf } from '../../store/selectors.ts';
import { key, type Timeline } from '../../store/state.ts';
import { indexOfLine } from './goal.ts';
import { itemsOf, seqOf, timeOn } from './items.ts';
import { useActive, useRoving } from './use-roving.ts';
import { useAuthors } from './use-authors.ts';
import { useFresh } from './use-fresh.ts';
import { usePaging } from './use-paging.ts';
import { usePlace } from './use-place.ts';
import { useMarkRead, useReading } from './use-reading.ts';
import { useRows, type Rows } from './use-rows.ts';
import { useSettling } from './use-settling.ts';

/** Says whether the list stands as it would if its conversation were opened now. */
export type Stays = RefObject<(() => boolean) | null>;

/** Whether messages that are there are drawn, by a list that takes the place of one that had the focus. */
export interface Due {
  readonly isDue: boolean;
  readonly takesFocus: boolean;
  /** Where it opens: at the end for who wrote before there was anything to see, also when the list is made anew. */
  readonly opens: 'start' | 'end';
  readonly openAtEnd: () => void;
}

interface ListInput extends Due {
  readonly own: OwnChannel;
  /** Number of the message that the address points at. */
  readonly seq: number | undefined;
  /** Number of the message that is being edited. */
  readonly editing: number | null;
  readonly stays: Stays;
}

/** What the list shows and where: its parts, put together. */
export function useList({ own, seq, editing, stays, isDue, takesFocus, opens, openAtEnd }: ListInput) {
  const { userId: me } = useMe();
  const { channelId, workspaceId } = own.channel;
  const there = useKey(key.timeline(channelId));
  const timeline = isDue ? there : undefined;
  const paging = useKey(key.paging(channelId));
  const outbox = useKey(key.outbox(channelId));
  const reading = useReading(own);
  const { line, held, sawEnd } = reading;
  const from = timeline?.from ?? Infinity;
  const sent = useSent(channelId, timeline);
  const listed = useMemo(() => rowsOf(timeline, outbox, me, sent), [timeline, outbox, me, sent]);
  const items = useMemo(() => itemsOf(listed, { me, line, from }), [listed, me, line, from]);

  const scroller = useRef<HTMLDivElement>(null);
  const moved = useRef({ look: () => {}, resized: (tell: () => void) => tell() });
  const [active, setActive] = useActive();
  const edited = editing === null ? null : (items.find((item) => seqOf(item) === editing)?.key ?? null);
  const kept = useMemo(() => [active, edited].filter((one) => one !== null), [active, edited]);
  const rows = useRows({ channelId, scroller, items, kept, timeline, moved });
  const rested = useCallback(() => moved.current.look(), []);
  const settling = useSettling(scroller, rested);
  const place = usePlace({
    own,
    me,
    seq,
    items,
    line,
    timeline,
    paging,
    scroller,
    rows,
    settling,
    opens,
    openAtEnd,
  });
  const fill = usePaging({ channelId, timeline, paging, items, scroller, rows, settling, inUse: kept.length > 0 });
  useLayoutEffect(() => {
    const { look, resized } = place;
    moved.current = { resized, look: () => (look(), fill()) };
  });
  const isPlain = seq === undefined && kept.length === 0 && !held && indexOfLine(items) < 0;
  // A short list is drawn as soon as it would be found again.
  useImperativeHandle(stays, () => () => isPlain && place.isFollowing() && isLong(rows));
  useToldOfScroll(channelId, scroller, rows);
  useLayoutEffect(() => {
    // The list that had it is gone by now; who went elsewhere meanwhile stays there.
    if (takesFocus && document.activeElement === document.body) scroller.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  useEdited(rows, items, edited);

  const { onKeyDown, ...focus } = useRoving({ scroller, items, rows, setActive });
  const { atEnd, sees } = place;
  const fresh = useFresh({ own, timeline, me, atEnd, sees });
  useMarkRead({ own, timeline, atEnd, sees, held, onSawEnd: sawEnd });
  useAuthors(workspaceId, timeline?.messages);
  const readAll = () => {
    if (fresh === 0 && !held && indexOfLine(items) < 0) return;
    reading.markAllRead();
    place.toEnd();
  };
  const onScroll = () => {
    settling.noticed();
    moved.current.look();
  };
  const shown = rows.getVirtualItems();
  const dayAt = place.far ? timeOn(items, rows.range?.startIndex ?? 0) : null;
  const { containerRef: container, measureElement: measure } = rows;
  return {
    me,
    items,
    shown,
    dayAt,
    container,
    measure,
    timeline,
    paging,
    scroller,
    edited,
    reading,
    place,
    fresh,
    focus,
    onKeyDown,
    readAll,
    onScroll,
  };
}

/** Own messages beyond what is shown. What took them in may be here before it is drawn. */
function useSent(channelId: string, timeline: Timeline | undefined): readonly Message[] | undefined {
  const now = useKey(key.sent(channelId));
  const [last, setLast] = useState(now);
  if (now && now !== last) setLast(now);
  return timeline ? now : last;
}

const isLong = (rows: Rows): boolean => rows.getTotalSize() > 2 * (rows.scrollRect?.height ?? 0);

/** The list knows where it stands before its items change: a scroll that nobody was told of yet would be undone. */
function useToldOfScroll(channelId: string, scroller: RefObject<HTMLElement | null>, rows: Rows): void {
  const { store } = useEngine();
  useEffect(() => {
    const tell = (): void => {
      const box = scroller.current;
      if (box && Math.abs(box.scrollTop - (rows.scrollOffset ?? 0)) > 1) box.dispatchEvent(new Event('scroll'));
    };
    const stops = [key.timeline(channelId), key.outbox(channelId)].map((name) => store.subscribe(name, tell));
    return () => stops.forEach((stop) => stop());
  }, [store, channelId, scroller, rows]);
}

/** A message that is to be edited comes on screen. */
function useEdited(rows: Rows, items: readonly { readonly key: string }[], edited: string | null) {
  const shown = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (edited === shown.current) return;
    shown.current = edited;
    if (edited !== null) rows.scrollToIndex(items.findIndex((item) => item.key === edited));
  }, [rows, items, edited]);
}
