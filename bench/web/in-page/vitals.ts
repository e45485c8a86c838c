/** What browsers report of a page: LCP, CLS and interactions. */
import { type Shift, worstWindow } from './layout-shifts.ts';

export interface Vitals {
  lcp: number;
  cls: number;
  /** Interaction → its longest event, milliseconds; those under 16 are not reported. */
  readonly interactions: Record<number, number>;
}

interface Entry extends PerformanceEntry {
  readonly value?: number;
  readonly hadRecentInput?: boolean;
  readonly interactionId?: number;
}

export function observeVitals(): Vitals {
  const vitals: Vitals = { lcp: 0, cls: 0, interactions: {} };
  observe('largest-contentful-paint', ({ startTime }) => (vitals.lcp = startTime));
  const shifts: Shift[] = [];
  observe('layout-shift', ({ startTime, value = 0, hadRecentInput = false }) => {
    if (hadRecentInput) return;
    shifts.push({ at: startTime, value });
    vitals.cls = worstWindow(shifts);
  });
  observe('event', ({ interactionId = 0, duration }) => {
    if (interactionId > 0)
      vitals.interactions[interactionId] = Math.max(vitals.interactions[interactionId] ?? 0, duration);
  });
  return vitals;
}

function observe(type: string, take: (entry: Entry) => void): void {
  const observer = new PerformanceObserver((entries) => {
    for (const entry of entries.getEntries()) take(entry);
  });
  const options = { type, buffered: true, durationThreshold: 16 };
  observer.observe(options);
}
