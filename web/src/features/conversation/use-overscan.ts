import { useEffect, useState } from 'react';

/** Rows beyond the screen, on either side, while a list comes on screen and after. */
const FIRST = 1;
const REST = 8;
/** What was asked for is on screen by then. */
const LATER_MS = 250;

/** A list that is opened draws what is on screen; the rows around it come when nothing else is due. */
export function useOverscan(): number {
  const [overscan, setOverscan] = useState(FIRST);
  useEffect(() => {
    const timer = setTimeout(() => setOverscan(REST), LATER_MS);
    return () => clearTimeout(timer);
  }, []);
  return overscan;
}
