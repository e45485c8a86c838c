import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useEngine } from '../../engine-context.ts';
import { paths } from '../../paths.ts';
import type { Paging, Timeline } from '../../store/state.ts';
import { anchorOf, distanceToEnd, elementOf, restore, scrollToEnd, type Anchor } from './anchor.ts';
import type { Item } from './items.ts';

/** Where to go as soon as it is loaded: a message, or the place where reading goes on. */
type Goal = { readonly seq: number } | 'start' | null;

const FOLLOW_PX = 80;
const LINE_PX = 64;
const MARKED_MS = 2_500;

interface PlaceInput {
  readonly channelId: string;
  readonly workspaceId: string;
  readonly seq: number | undefined;
  readonly items: readonly Item[];
  readonly timeline: Timeline | undefined;
  readonly paging: Paging | undefined;
}

export const holds = (timeline: Timeline, seq: number): boolean =>
  seq >= timeline.from && (timeline.to === null || seq <= timeline.to);

/**
 * The reader's place in the list. It follows the end only while the reader is there; else what they read stays
 * where it is, whatever comes above or below.
 */
export function usePlace({ channelId, workspaceId, seq, items, timeline, paging }: PlaceInput) {
  const engine = useEngine();
  const [, navigate] = useLocation();
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const goal = useRef<Goal>('start');
  const follows = useRef(true);
  const anchor = useRef<Anchor | null>(null);
  const [atEnd, setAtEnd] = useState(true);
  const [far, setFar] = useState(false);
  const [target, setTarget] = useState<number | null>(null);
  const isLive = timeline?.to === null;

  const look = useCallback(() => {
    const box = scroller.current;
    if (!box || !content.current) return;
    const distance = distanceToEnd(box);
    follows.current = distance < FOLLOW_PX && isLive;
    anchor.current = anchorOf(box, content.current);
    setAtEnd(follows.current);
    setFar(!isLive || distance > box.clientHeight);
  }, [isLive]);

  const settle = useCallback(() => {
    const box = scroller.current;
    if (!box || !content.current || !timeline) return;
    if (goal.current === 'start') goToStart(box, content.current);
    else if (goal.current !== null) {
      if (!holds(timeline, goal.current.seq)) return;
      elementOf(content.current, goal.current.seq)?.scrollIntoView({ block: 'center' });
      setTarget(goal.current.seq);
    } else if (follows.current) scrollToEnd(box);
    else if (anchor.current) restore(box, anchor.current);
    goal.current = null;
    look();
  }, [timeline, look]);

  // The address points at a message.
  useLayoutEffect(() => {
    if (seq !== undefined) goal.current = { seq };
  }, [seq]);
  useLayoutEffect(settle, [settle, items, seq]);
  useJump(channelId, goal, timeline, paging);

  useEffect(() => {
    const observer = new ResizeObserver(() => {
      const box = scroller.current;
      if (!box || goal.current !== null) return;
      if (follows.current) scrollToEnd(box);
      else if (anchor.current) restore(box, anchor.current);
    });
    if (scroller.current) observer.observe(scroller.current);
    if (content.current) observer.observe(content.current);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (target === null) return;
    const timer = setTimeout(() => setTarget(null), MARKED_MS);
    return () => clearTimeout(timer);
  }, [target]);

  const fill = useCallback(() => {
    const box = scroller.current;
    if (!box || goal.current !== null || !timeline || paging?.error) return;
    if (timeline.from > 0 && !paging?.older && box.scrollTop < box.clientHeight) void engine.loadOlder(channelId);
    const needsNewer = timeline.to !== null && !paging?.newer && distanceToEnd(box) < box.clientHeight;
    if (needsNewer) void engine.loadNewer(channelId);
  }, [engine, channelId, timeline, paging]);
  useEffect(fill, [fill, items]);

  const toEnd = useCallback(() => {
    if (seq !== undefined) navigate(paths.channel(workspaceId, channelId), { replace: true });
    goal.current = null;
    follows.current = true;
    if (!isLive) void engine.jumpToLatest(channelId);
    if (scroller.current) scrollToEnd(scroller.current);
    look();
  }, [engine, channelId, workspaceId, seq, isLive, navigate, look]);

  // One's own new message is always seen.
  const newest = items.at(-1);
  const outgoing = newest?.kind === 'row' && newest.outgoing !== null ? newest.key : null;
  const shown = useRef(outgoing);
  useLayoutEffect(() => {
    if (outgoing === shown.current) return;
    shown.current = outgoing;
    if (outgoing !== null && goal.current === null) toEnd();
  }, [outgoing, toEnd]);

  const onScroll = () => {
    look();
    fill();
  };
  return { scroller, content, atEnd, far, target, toEnd, onScroll };
}

/** To the unread line when it is above the last screen, else to the end. */
function goToStart(box: HTMLElement, content: HTMLElement): void {
  scrollToEnd(box);
  const line = content.querySelector<HTMLElement>('[data-unread]');
  if (line && line.offsetTop < box.scrollTop) box.scrollTop = line.offsetTop - LINE_PX;
}

/** Fetches the part around the goal when what is loaded does not hold it. */
function useJump(
  channelId: string,
  goal: { readonly current: Goal },
  timeline: Timeline | undefined,
  paging: Paging | undefined,
): void {
  const engine = useEngine();
  const asked = useRef(0);
  useEffect(() => {
    const wanted = goal.current;
    if (wanted === null || wanted === 'start' || !timeline || paging?.latest || holds(timeline, wanted.seq)) return;
    if (asked.current === wanted.seq) return;
    asked.current = wanted.seq;
    void engine.jumpTo(channelId, wanted.seq);
  });
}
