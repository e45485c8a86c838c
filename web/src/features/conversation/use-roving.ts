import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import type { Item } from './items.ts';
import type { Rows } from './use-rows.ts';

/** The item in which an element of the list is. */
const indexOf = (element: Element): number =>
  Number(element.closest<HTMLElement>('[data-index]')?.dataset['index'] ?? -1);

interface RovingInput {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly items: readonly Item[];
  readonly rows: Rows;
  readonly setActive: (key: string | null) => void;
}

/** Which row has the focus: it stays in the page while the screen is elsewhere. */
export const useActive = () => useState<string | null>(null);

/** Arrow keys, Home and End walk from message to message; Tab then reaches what can be done with one. */
export function useRoving({ scroller, items, rows, setActive }: RovingInput) {
  const focused = useRef<Element | null>(null);

  function focus(index: number): void {
    const item = items[index];
    if (!item) return;
    flushSync(() => setActive(item.key));
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] [data-row]`);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const { target, currentTarget, key } = event;
    if (!(target instanceof HTMLElement) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const isRow = target.matches('[data-row]');
    if (!isRow && target !== currentTarget) return;
    const to = isRow ? nextRow(items, indexOf(target), key) : lastRowOnScreen(items, rows, key);
    if (to === null) return;
    event.preventDefault();
    focus(to);
  }

  // A row that goes, or is drawn anew, takes the focus with it: the same row has it next, else the list.
  useEffect(() => {
    const was = focused.current;
    if (!was || was.isConnected || document.activeElement !== document.body) return;
    focused.current = null;
    scroller.current?.focus({ preventScroll: true });
  }, [items, scroller]);

  return {
    onKeyDown,
    onFocus(event: FocusEvent): void {
      focused.current = event.target;
      setActive(items[indexOf(event.target)]?.key ?? null);
    },
    onBlur({ currentTarget, relatedTarget }: FocusEvent): void {
      if (relatedTarget === null || currentTarget.contains(relatedTarget)) return;
      focused.current = null;
      setActive(null);
    },
  };
}

const isRow = ({ kind }: Item): boolean => kind === 'row';

/** Where a key leads from a row; null when nowhere. */
export function nextRow(items: readonly Item[], from: number, key: string): number | null {
  const indexes: Partial<Record<string, () => number>> = {
    ArrowUp: () => items.findLastIndex((item, index) => index < from && isRow(item)),
    ArrowDown: () => items.findIndex((item, index) => index > from && isRow(item)),
    Home: () => items.findIndex(isRow),
    End: () => items.findLastIndex(isRow),
  };
  const index = indexes[key]?.() ?? -1;
  return index < 0 ? null : index;
}

const lastRowOnScreen = (items: readonly Item[], { range }: Rows, key: string): number | null =>
  range && (key === 'ArrowUp' || key === 'ArrowDown') ? nextRow(items, range.endIndex + 1, 'ArrowUp') : null;
