import { useEffect, useRef, type RefObject } from 'react';

/** Where there is room for one pane only, a finger opens and closes the list. Its code comes there only. */
export function useEdgeSwipe(
  frame: RefObject<HTMLElement | null>,
  drawer: RefObject<HTMLElement | null>,
  on: boolean,
  go: (open: boolean) => void,
): void {
  const latest = useRef(go);
  useEffect(() => {
    latest.current = go;
  });
  useEffect(() => {
    if (!on) return;
    let stop = (): void => {};
    let gone = false;
    async function begin(): Promise<void> {
      const { edgeSwipe } = await import('./edge-swipe.ts');
      if (gone || !frame.current || !drawer.current) return;
      stop = edgeSwipe(frame.current, drawer.current, (open) => latest.current(open));
    }
    // Without it there are still the links.
    begin().catch(() => undefined);
    return () => {
      gone = true;
      stop();
    };
  }, [on, frame, drawer]);
}
