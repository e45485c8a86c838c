import { useCallback, useEffect, useMemo, useRef, type RefObject } from 'react';

export const distanceToEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement): number =>
  scrollHeight - scrollTop - clientHeight;

/** The element that scrolls, once it is there. */
export const boxOf = (scroller: RefObject<HTMLDivElement | null>): HTMLDivElement | null => scroller.current;

/** Frames without a change after which the list has come to rest. */
const STILL_FRAMES = 3;
const MOST_FRAMES = 120;

/** While the list goes to a place by itself, rows are measured on the way: what it looks like meanwhile means nothing. */
export interface Settling {
  readonly isOn: () => boolean;
  /** The list was told to go somewhere. */
  readonly begin: () => void;
  /** The reader goes elsewhere. */
  readonly end: () => void;
  /** On every scroll event. */
  readonly noticed: () => void;
}

/** `rested` hears when the list stands still again. */
export function useSettling(scroller: RefObject<HTMLElement | null>, rested: () => void): Settling {
  const frame = useRef<number | null>(null);
  const last = useRef({ top: 0, height: 0 });
  const told = useRef(rested);
  useEffect(() => {
    told.current = rested;
  });

  const end = useCallback(() => {
    if (frame.current === null) return;
    cancelAnimationFrame(frame.current);
    frame.current = null;
    told.current();
  }, []);

  const begin = useCallback(() => {
    if (frame.current !== null) cancelAnimationFrame(frame.current);
    let still = 0;
    let most = MOST_FRAMES;
    let before = '';
    const step = () => {
      const { scrollTop: top = 0, scrollHeight: height = 0 } = scroller.current ?? {};
      last.current = { top, height };
      const now = `${top} ${height}`;
      still = now === before ? still + 1 : 0;
      before = now;
      most -= 1;
      if (still >= STILL_FRAMES || most <= 0) end();
      else frame.current = requestAnimationFrame(step);
    };
    frame.current = requestAnimationFrame(step);
  }, [scroller, end]);

  useEffect(
    () => () => {
      if (frame.current !== null) cancelAnimationFrame(frame.current);
      frame.current = null;
    },
    [],
  );

  const noticed = useCallback(() => {
    const { scrollTop: top = 0, scrollHeight: height = 0 } = scroller.current ?? {};
    // Nothing but a reader moves up while nothing became smaller.
    const isReader = top < last.current.top - 1 && height >= last.current.height;
    last.current = { top, height };
    if (isReader) end();
  }, [scroller, end]);

  return useMemo(() => ({ isOn: () => frame.current !== null, begin, end, noticed }), [begin, end, noticed]);
}
