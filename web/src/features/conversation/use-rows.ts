import { defaultRangeExtractor, measureElement, observeElementRect, useVirtualizer } from '@tanstack/react-virtual';
import type { Range, ReactVirtualizer, Rect, VirtualItem, Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { Timeline } from '../../store/state.ts';
import { supposedOf } from './heights.ts';
import type { Item } from './items.ts';
import { noteSize, useFirstSight } from './first-sight.ts';
import { useOverscan } from './use-overscan.ts';

type Key = string | number;
/** The rows near the screen, and where each of them stands. */
export type Rows = ReactVirtualizer<HTMLDivElement, HTMLDivElement>;

/** Pixels from the end within which the list follows it. */
export const FOLLOW_PX = 80;
/** Room above a row that is scrolled to. */
const ABOVE_PX = 64;
/** Room where a part of the conversation ends, for what is said about the page beyond. */
export const EDGE_PX = 96;
const PADDING_PX = 12;

interface RowsInput {
  readonly channelId: string;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly items: readonly Item[];
  /** Keys of rows that stay, wherever the screen is: what has the focus, what is being edited. */
  readonly kept: readonly string[];
  readonly timeline: Timeline | undefined;
  /** `look`: rows came, went or grew; `resized`: the list itself did, of which the rows hear by `tell`. */
  readonly moved: RefObject<{ readonly look: () => void; readonly resized: (tell: () => void) => void }>;
}

/** Holds only the rows near the screen in the page. What is read stays where it is, whatever grows, comes or goes around it. */
export function useRows({ channelId, scroller, items, kept, timeline, moved }: RowsInput) {
  const keyOf = useCallback((index: number) => items[index]?.key ?? index, [items]);
  const keptIndexes = useMemo(
    () => kept.map((one) => items.findIndex(({ key }) => key === one)).filter((index) => index >= 0),
    [items, kept],
  );
  const isLive = timeline === undefined || timeline.to === null;
  const paddingStart = timeline && timeline.from > 0 ? EDGE_PX : PADDING_PX;
  const paddingEnd = isLive ? PADDING_PX : EDGE_PX;
  const first = useFirstSight(channelId, items, { paddingStart, paddingEnd, above: ABOVE_PX });
  const overscan = useOverscan();
  const [supposed] = useState(() => new Map<VirtualItem['key'], number>());
  // oxlint-disable-next-line react/incompatible-library -- what it returns changes in place: components ask it anew each time they render, no compiler remembers it
  const rows = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: items.length,
    getScrollElement: () => scroller.current,
    getItemKey: keyOf,
    estimateSize: (index) => supposedOf(items[index], supposed),
    rangeExtractor: useCallback((range: Range) => withKept(defaultRangeExtractor(range), keptIndexes), [keptIndexes]),
    overscan,
    paddingStart,
    paddingEnd,
    ...first.options,
    measureElement: sizeOf,
    scrollPaddingStart: ABOVE_PX,
    anchorTo: 'end',
    scrollEndThreshold: isLive ? FOLLOW_PX : 0,
    directDomUpdates: true,
    directDomUpdatesMode: 'position',
    onChange: () => moved.current.look(),
    observeElementRect: useCallback(
      (instance: Virtualizer<HTMLDivElement, HTMLDivElement>, tell: (rect: Rect) => void) =>
        observeElementRect(instance, (rect) => {
          noteSize(rect);
          moved.current.resized(() => tell(rect));
        }),
      [moved],
    ),
  });
  const losesHead = useLostHead(items);
  useLayoutEffect(() => {
    holdBy(rows, ({ key, index, start, end }) => {
      const top = rows.scrollOffset ?? 0;
      const middle = top + (rows.scrollRect?.height ?? 0) / 2;
      const losesIt = key === losesHead.current;
      if (losesIt) losesHead.current = null;
      if (!entering) return (start < top && end < middle) || losesIt;
      return start < top || isAboveRead(rows, keyOf, index);
    });
  }, [rows, keyOf, losesHead]);
  useForgotten(items, rows.itemSizeCache, supposed);
  const { remember } = first;
  useLayoutEffect(() => () => remember(rows), [rows, remember]);
  return rows;
}

/** Rows that were measured since they came into the page. */
const measured = new WeakSet<Element>();
/** Whether the row that is being measured has just come into the page: what is kept of its height may be of another time. */
let entering = false;

/**
 * How high a row is. The observer says it of all new rows in one layout, before they are painted: to read it from each as it
 * comes would make the page lay itself out once a row.
 */
function sizeOf(
  element: HTMLDivElement,
  entry: ResizeObserverEntry | undefined,
  rows: Virtualizer<HTMLDivElement, HTMLDivElement>,
): number {
  if (entry) {
    entering = !measured.has(element);
    measured.add(element);
    return measureElement(element, entry, rows);
  }
  const index = rows.indexFromElement(element);
  const known = rows.itemSizeCache.get(rows.options.getItemKey(index)) ?? rows.measurementsCache[index]?.size;
  return known ?? measureElement(element, entry, rows);
}

/** Says of which items the growth moves the list instead of what is below them. */
function holdBy(rows: Rows, isHeld: (item: VirtualItem) => boolean): void {
  rows.shouldAdjustScrollPositionOnItemSizeChange = isHeld;
}

/** Whether a row on screen below this one was there before it came: that one stays where it was. What comes in from below moves nothing. */
function isAboveRead({ range, elementsCache }: Rows, keyOf: (index: number) => Key, index: number): boolean {
  for (let below = index + 1; below <= (range?.endIndex ?? 0); below += 1) {
    const element = elementsCache.get(keyOf(below));
    if (element && measured.has(element)) return true;
  }
  return false;
}

/** Key of the row that began a part and, with the page before it, began no group any more. */
function useLostHead(items: readonly Item[]): RefObject<string | null> {
  const lost = useRef<string | null>(null);
  const first = useRef<Item | undefined>(undefined);
  const now = items.find(({ kind }) => kind === 'row');
  useLayoutEffect(() => {
    const was = first.current;
    first.current = now;
    if (was?.kind !== 'row' || !was.head || was.key === now?.key) return;
    const same = items.find(({ key }) => key === was.key);
    if (same?.kind === 'row' && !same.head) lost.current = was.key;
  }, [items, now]);
  return lost;
}

const FORGET_OVER = 6_000;

/** Heights of rows that were let go are not kept for ever. */
function useForgotten(items: readonly Item[], ...heights: readonly Map<VirtualItem['key'], number>[]): void {
  useLayoutEffect(() => {
    if (heights.every(({ size }) => size < FORGET_OVER)) return;
    const present = new Set<unknown>(items.map(({ key }) => key));
    for (const known of heights) for (const key of known.keys()) if (!present.has(key)) known.delete(key);
  });
}

function withKept(range: readonly number[], kept: readonly number[]): number[] {
  const more = kept.filter((index) => !range.includes(index));
  return [...range, ...more].toSorted((a, b) => a - b);
}
