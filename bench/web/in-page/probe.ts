/** Runs in every measured page before anything else: nothing stands between its events and frames and the measurement. */
import { listenToInputs, seen, take, watch } from './answers.ts';
import { afterFrame, everyFrame, recordFrames } from './frames.ts';
import { noteArrivals, noteEnters } from './letters.ts';
import { lastRow, settled, sight } from './screen.ts';
import { observeVitals } from './vitals.ts';

const probe = {
  watch,
  take,
  seen,
  recordFrames,
  noteArrivals,
  noteEnters,
  settled,
  sight,
  vitals: observeVitals(),
  /** When the newest message was first on screen, milliseconds since the navigation; 0 before. */
  shownAt: 0,
};

declare global {
  interface Window {
    probe: typeof probe;
  }
}

window.probe = probe;
listenToInputs();
everyFrame(() => {
  if (lastRow() === null) return false;
  afterFrame(() => (probe.shownAt = performance.now()));
  return true;
});
