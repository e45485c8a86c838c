import { useLayoutEffect, useState, type RefObject } from 'react';

/**
 * Gives the focus back to whatever had it before `box` came, when `box`, or the dialog around it, goes with the focus in
 * it; where that is gone, to the nearest thing around it that is still there.
 */
export function useFocusBack(box: RefObject<HTMLElement | null>): void {
  // While rendering: a field inside may take the focus as soon as it is there.
  const [opener] = useState(() => document.activeElement);
  useLayoutEffect(() => {
    const inside = box.current?.closest('dialog') ?? box.current;
    const targets = [...(opener instanceof HTMLElement ? [opener] : []), ...around(inside)];
    return () => {
      if (!inside?.contains(document.activeElement)) return;
      queueMicrotask(() => targets.find(({ isConnected }) => isConnected)?.focus());
    };
  }, [box, opener]);
}

/** What can take the focus around this, the nearest first. */
function around(inside: Element | null): readonly HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let one = inside?.parentElement; one; one = one.parentElement) if (one.hasAttribute('tabindex')) found.push(one);
  return found;
}
