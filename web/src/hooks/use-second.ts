import { startTransition, useEffect, useState } from 'react';

/** Whether the app has shown a screen since it was opened. */
let shown = false;

/** Calls `work` after the next frame, of a page that nobody sees at once. @returns how to stop it */
function afterFrame(work: () => void): () => void {
  let timer = 0;
  const soon = (): void => void (timer = window.setTimeout(work));
  const frame = document.hidden ? soon() : requestAnimationFrame(soon);
  return () => {
    if (frame) cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/**
 * False while the first screen after a start is drawn, true from the frame after it on. What people do not look at first waits for
 * that, and is then drawn in pieces, between which the browser answers. Its room must be there before.
 */
export function useSecond(): boolean {
  const [isDue, setDue] = useState(shown);
  useEffect(() => {
    if (isDue) return;
    return afterFrame(() => {
      shown = true;
      startTransition(() => setDue(true));
    });
  }, [isDue]);
  return isDue;
}
