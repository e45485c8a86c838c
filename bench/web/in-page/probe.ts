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
  /** When the app itself had drawn it: until then a start may show how it looked last. */
  drawnAt: 0,
};

declare global {
  interface Window {
    probe: typeof probe;
  }
}

window.probe = probe;
listenToInputs();
everyFrame(() => {
  const row = lastRow();
  if (row === null) return false;
  const isDrawn = row.closest('[inert]') === null;
  afterFrame(() => {
    probe.shownAt ||= performance.now();
    if (isDrawn) probe.drawnAt = performance.now();
  });
  return isDrawn;
});
