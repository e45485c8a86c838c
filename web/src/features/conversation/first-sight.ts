/** What a list knows before it is drawn, from when a list was last on screen: with it the first drawing has the right rows. */
import type { Rect, VirtualItem, Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useState } from 'react';
import { heightOf } from './heights.ts';
import type { Item } from './items.ts';

type Key = string | number | bigint;
type Heights = ReadonlyMap<Key, number>;
type List = Virtualizer<HTMLDivElement, HTMLDivElement>;

interface Remembered {
  /** Width of the list in which the rows had these heights. */
  readonly width: number;
  readonly heights: Heights;
}

/** Conversations whose heights are remembered; the one that was left longest ago is forgotten first. */
const MOST = 20;
/** Newest rows of each whose heights are remembered. */
const NEWEST = 200;
const remembered = new Map<string, Remembered>();
let size: Rect | null = null;
/** What stands above and below the list, about: a start does not know the list's height before it is drawn. */
const AROUND_PX = 150;
const supposed = (): Rect => ({ width: 0, height: Math.max(0, window.innerHeight - AROUND_PX) });

/** The list is this large. */
export function noteSize(rect: Rect): void {
  if (rect.width > 0 && rect.height > 0) size = rect;
}

interface Room {
  readonly paddingStart: number;
  readonly paddingEnd: number;
  /** Pixels above a row that is scrolled to. */
  readonly above: number;
}

/** Options of the virtualiser for its first drawing, and who takes the heights when the list goes. */
export function useFirstSight(channelId: string, items: readonly Item[], room: Room) {
  const [options] = useState(() => {
    const known = remembered.get(channelId);
    const rect = size ?? supposed();
    const heights: Heights = known?.width === rect.width ? known.heights : new Map();
    return {
      initialRect: rect,
      initialOffset: offsetOf(items, heights, room, rect.height),
      initialMeasurementsCache: [...heights].map(([key, height]) => measurement(key, height)),
    };
  });
  const remember = useCallback(
    (rows: List) => {
      remembered.delete(channelId);
      remembered.set(channelId, { width: size?.width ?? 0, heights: newestOf(rows) });
      for (const oldest of remembered.keys()) {
        if (remembered.size <= MOST) break;
        remembered.delete(oldest);
      }
    },
    [channelId],
  );
  return { options, remember };
}

function newestOf({ options: { count, getItemKey }, itemSizeCache }: List): Heights {
  const heights = new Map<Key, number>();
  for (let index = Math.max(0, count - NEWEST); index < count; index += 1) {
    const key = getItemKey(index);
    const height = itemSizeCache.get(key);
    if (height !== undefined) heights.set(key, height);
  }
  return heights;
}

/** Only the height counts: where a row stands follows from those before it. */
const measurement = (key: Key, height: number): VirtualItem => ({
  key,
  size: height,
  index: 0,
  start: 0,
  end: height,
  lane: 0,
});

/** Where a list is opened: at the unread line, or at the end when the line is on the last screen. */
export function offsetOf(items: readonly Item[], heights: Heights, room: Room, screen: number): number {
  let bottom = room.paddingStart;
  let line = Infinity;
  for (const item of items) {
    if (item.kind === 'unread') line = bottom - room.above;
    bottom += heights.get(item.key) ?? heightOf(item);
  }
  return Math.max(0, Math.min(line, bottom + room.paddingEnd - screen));
}
