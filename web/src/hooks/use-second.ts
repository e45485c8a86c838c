import { startTransition, useEffect, useState } from 'react';
import { afterFrame } from '../ui/after-frame.ts';

/** Whether the app has shown a screen since it was opened. */
let shown = false;

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
