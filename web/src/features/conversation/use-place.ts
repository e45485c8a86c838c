import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { navigate } from '../../router.tsx';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import { useEngine, useKey } from '../../engine-context.ts';
import { paths } from '../../paths.ts';
import type { Paging, Timeline } from '../../store/state.ts';
import { haveGrown, holds, indexOfLine, isAway, lineBeyond, spotOf, type Aim, type Goal } from './goal.ts';
import type { Item } from './items.ts';
import type { UnreadLine } from './use-reading.ts';
import { FOLLOW_PX, type Rows } from './use-rows.ts';
import { boxOf, distanceToEnd, type Settling } from './use-settling.ts';

const MARKED_MS = 2_500;

interface PlaceInput {
  readonly own: OwnChannel;
  readonly me: string;
  readonly seq: number | undefined;
  readonly items: readonly Item[];
  readonly line: UnreadLine;
  readonly timeline: Timeline | undefined;
  readonly paging: Paging | undefined;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly rows: Rows;
  readonly settling: Settling;
  readonly opens: 'start' | 'end';
  readonly openAtEnd: () => void;
}

/**
 * The reader's place in the list. It follows the end only while the reader is there; else what they read stays
 * where it is, whatever comes above or below.
 */
export function usePlace(input: PlaceInput) {
  const { own, me, seq, items, line, timeline, paging, scroller, rows, settling, opens, openAtEnd } = input;
  const { channelId, workspaceId } = own.channel;
  const engine = useEngine();
  const goal = useRef<Goal>(opens);
  const follows = useRef(true);
  const aim = useRef<Aim | null>(null);
  const askedEnd = useRef(false);
  /** The end is asked for until it is here, or the reader goes elsewhere. */
  const insists = useRef(opens === 'end');
  const [atEnd, setAtEnd] = useState(false);
  const [far, setFar] = useState(false);
  const [target, mark] = useMark();
  const isThere = timeline !== undefined;
  const isLive = timeline?.to === null;
  const isComplete = useKey('start') === 'fresh' && (timeline?.through ?? -1) >= own.seq;

  const look = useCallback(() => {
    const box = boxOf(scroller);
    if (!box || settling.isOn()) return;
    const distance = distanceToEnd(box);
    // Who is on the way elsewhere has not seen the end, though it is on screen for a moment.
    follows.current = isLive && distance < FOLLOW_PX && !isAway(goal.current);
    setAtEnd(follows.current);
    setFar(timeline !== undefined && (!isLive || distance > box.clientHeight));
  }, [scroller, settling, isLive, timeline]);

  const follow = useCallback(() => {
    follows.current = true;
    aim.current = null;
    rows.scrollToEnd();
    settling.begin();
  }, [rows, settling]);

  /** The end is not what the reader sees, whatever is on screen for a moment. */
  const turnAway = useCallback(() => {
    follows.current = false;
    setAtEnd(false);
  }, []);

  const show = useCallback(
    (index: number, align: Aim['align']) => {
      turnAway();
      aim.current = { key: items[index]?.key, index, align };
      rows.scrollToIndex(index, { align });
      settling.begin();
    },
    [items, rows, settling, turnAway],
  );
  /** The rows know where they go by an index only: with a page above, another item has it. */
  const aimAgain = useCallback(() => {
    const to = aim.current;
    const now = items.findIndex(({ key }) => key === to?.key);
    if (!to || now < 0 || now === to.index) return;
    if (settling.isOn()) show(now, to.align);
    else {
      aim.current = null;
      rows.cancelScroll();
    }
  }, [items, rows, settling, show]);

  /** To the unread line when it is above the last screen, else to the end. */
  const start = useCallback(() => {
    const at = indexOfLine(items);
    const [top = Infinity] = (at >= 0 && rows.getOffsetForIndex(at, 'start')) || [];
    const [end = 0] = rows.getOffsetForIndex(items.length - 1, 'end') ?? [];
    if (top < end) show(at, 'start');
    else follow();
  }, [items, rows, show, follow]);

  const newest = items.at(-1);
  const known = useRef({ newest: newest?.key, messages: timeline?.messages ?? [] });
  const settle = useCallback(() => {
    const now = { newest: newest?.key, messages: timeline?.messages ?? [] };
    const isNews = now.newest !== known.current.newest || haveGrown(now.messages, known.current.messages);
    known.current = now;
    if (!timeline) return;
    if (goal.current === 'start' && isComplete) goal.current = lineBeyond(timeline, items, me, line) ?? 'start';
    const wish = goal.current;
    if (wish === null) {
      if (isNews && follows.current) follow();
      else aimAgain();
    } else if (wish === 'start' && isComplete && !isLive && indexOfLine(items) < 0) {
      // What is loaded was taken for where reading goes on, but nothing in it is unread: the end tells whether anything is.
      if (!askedEnd.current) void engine.jumpToLatest(channelId);
      askedEnd.current = true;
      return turnAway();
    } else if (wish === 'start') {
      // Where reading has come to the end without it, the end that was asked for is forgotten.
      if (askedEnd.current && isLive) void engine.jumpToLatest(channelId);
      start();
    } else if (wish === 'end') {
      if (!isLive) return;
      follow();
    } else {
      if (!holds(timeline, wish.seq)) return turnAway();
      const { index, align } = spotOf(items, wish);
      if (index >= 0) show(index, align);
      if (wish.as === 'target') mark(wish.seq);
    }
    if (wish !== 'start' || isComplete) goal.current = null;
    look();
  }, [
    engine,
    channelId,
    timeline,
    items,
    newest,
    isLive,
    isComplete,
    me,
    line,
    start,
    follow,
    show,
    turnAway,
    aimAgain,
    mark,
    look,
  ]);

  // The address points at a message.
  useLayoutEffect(() => {
    if (seq !== undefined) goal.current = { seq, as: 'target' };
  }, [seq]);
  useLayoutEffect(settle, [settle, seq]);
  useJump({ channelId, goal, insists, timeline, paging });

  const toEnd = useCallback(() => {
    if (seq !== undefined) navigate(paths.channel(workspaceId, channelId), { replace: true });
    goal.current = isLive ? null : 'end';
    insists.current = !isLive;
    if (isLive) follow();
    if (!isThere) openAtEnd();
    void engine.jumpToLatest(channelId);
    look();
  }, [engine, channelId, workspaceId, seq, isThere, isLive, openAtEnd, follow, look]);

  const goTo = useCallback(
    (wanted: number) => {
      goal.current = { seq: wanted, as: 'target' };
      settle();
      if (goal.current !== null) void engine.jumpTo(channelId, wanted);
    },
    [engine, channelId, settle],
  );

  // One's own new message is always seen.
  const outgoing = newest?.kind === 'row' && newest.outgoing !== null ? newest.key : null;
  const shown = useRef(outgoing);
  useLayoutEffect(() => {
    if (outgoing === shown.current) return;
    shown.current = outgoing;
    if (outgoing === null) return;
    toEnd();
    if (isLive) return;
    // Below what is here, until the end is.
    rows.scrollToEnd();
    settling.begin();
  }, [outgoing, toEnd, isLive, rows, settling]);

  /** The reader goes where they want: no other place counts any more. */
  const leave = useCallback(() => {
    const wish = goal.current;
    insists.current = false;
    // The end that was asked for takes the place of all that is here: where to go is known then.
    const isReplaced = isThere && !isLive && paging?.latest === true;
    // What could not be fetched does not hold back who reads on.
    const isLost = wish === 'end' ? !paging?.latest : isAway(wish) && (wish.as === 'line' || paging?.error);
    if ((wish === 'start' && !isReplaced) || isLost) {
      // The line may be on its way here: nobody is taken to it any more.
      if (isLive) void engine.jumpToLatest(channelId);
      goal.current = null;
      look();
    }
    settling.end();
  }, [engine, channelId, isThere, isLive, paging, settling, look]);
  const sees = useCallback(() => follows.current, []);
  const isFollowing = useCallback(() => goal.current === null && follows.current, []);
  const resized = useCallback(
    (tell: () => void) => {
      // Where the rows hear that there is less room, the end is out of sight for a moment.
      const followed = isFollowing();
      tell();
      if (followed) follow();
    },
    [follow, isFollowing],
  );
  return { atEnd, sees, far, target, look, toEnd, goTo, leave, resized, isFollowing };
}

/** A message that stands out for a moment. */
function useMark(): readonly [number | null, (seq: number) => void] {
  const [target, setTarget] = useState<number | null>(null);
  useEffect(() => {
    if (target === null) return;
    const timer = setTimeout(() => setTarget(null), MARKED_MS);
    return () => clearTimeout(timer);
  }, [target]);
  return [target, setTarget];
}

interface JumpInput extends Pick<PlaceInput, 'timeline' | 'paging'> {
  readonly channelId: string;
  readonly goal: { readonly current: Goal };
  readonly insists: { readonly current: boolean };
}

/** Fetches the part around the goal when what is loaded does not hold it. */
function useJump({ channelId, goal, insists, timeline, paging }: JumpInput): void {
  const engine = useEngine();
  const asked = useRef(0);
  useEffect(() => {
    const wanted = goal.current;
    if (!isAway(wanted)) asked.current = 0;
    if (!timeline || paging?.latest) return;
    // It was asked for in vain, or before anything was here: where reading goes on came instead.
    const isMissed = wanted === 'end' && insists.current && timeline.to !== null && !paging?.error;
    if (isMissed) void engine.jumpToLatest(channelId);
    if (!isAway(wanted) || holds(timeline, wanted.seq) || asked.current === wanted.seq) return;
    asked.current = wanted.seq;
    void engine.jumpTo(channelId, wanted.seq);
  });
}
