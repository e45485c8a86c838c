import { useCallback, useEffect, type RefObject } from 'react';
import { useEngine } from '../../engine-context.ts';
import type { Paging, Timeline } from '../../store/state.ts';
import { seqOf, type Item } from './items.ts';
import type { Rows } from './use-rows.ts';
import { boxOf, distanceToEnd, type Settling } from './use-settling.ts';

/** Screens before an edge at which the page beyond it is fetched. */
const AHEAD = 2;
/** Screens beyond which what was loaded may go. */
const FAR = 6;

interface PagingInput {
  readonly channelId: string;
  readonly timeline: Timeline | undefined;
  readonly paging: Paging | undefined;
  readonly items: readonly Item[];
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly rows: Rows;
  readonly settling: Settling;
  /** Rows somewhere else are in use. */
  readonly inUse: boolean;
}

/** Fetches pages before the reader reaches the edge, and lets go of what is far away. @returns call it when the screen moved */
export function usePaging(input: PagingInput): () => void {
  const { channelId, timeline, paging, items, scroller, rows, settling, inUse } = input;
  const engine = useEngine();
  const fill = useCallback(() => {
    const box = boxOf(scroller);
    if (!box || !timeline || settling.isOn() || paging?.error || paging?.latest) return;
    const { scrollTop: above, clientHeight: screen } = box;
    const below = distanceToEnd(box);
    if (timeline.from > 0 && !paging?.older && above < AHEAD * screen) void engine.loadOlder(channelId);
    if (timeline.to !== null && !paging?.newer && below < AHEAD * screen) void engine.loadNewer(channelId);
    if (inUse || !rows.range) return;
    const first = above > FAR * screen ? seqFrom(items, rows.range.startIndex, -1) : null;
    const last = below > FAR * screen ? seqFrom(items, rows.range.endIndex, 1) : null;
    if (first !== null || last !== null) engine.trim(channelId, first ?? 0, last ?? Number.MAX_SAFE_INTEGER);
  }, [engine, channelId, timeline, paging, items, scroller, rows, settling, inUse]);
  useEffect(fill, [fill]);
  return fill;
}

/** The number of this item or of the next in a direction that has one. */
function seqFrom(items: readonly Item[], index: number, step: number): number | null {
  for (let at = index; at >= 0 && at < items.length; at += step) {
    const seq = seqOf(items[at]);
    if (seq !== null) return seq;
  }
  return null;
}
