/** A shift of the layout that nobody asked for: when, in milliseconds, and how much. */
export interface Shift {
  readonly at: number;
  readonly value: number;
}

const GAP_MS = 1_000;
const WINDOW_MS = 5_000;

/**
 * CLS: the worst window of shifts, each less than a second after the one before and all within five seconds.
 * Source: https://web.dev/articles/cls
 */
export function worstWindow(shifts: readonly Shift[]): number {
  let [worst, sum, began, last] = [0, 0, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { at, value } of shifts) {
    const goesOn = at - last < GAP_MS && at - began < WINDOW_MS;
    sum = goesOn ? sum + value : value;
    began = goesOn ? began : at;
    last = at;
    worst = Math.max(worst, sum);
  }
  return worst;
}
