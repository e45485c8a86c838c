/** Whether what one reads stays where it is while one scrolls. */

/** Rows on screen after one frame: permanent key → distance of the upper edge from the list's, in CSS pixels. */
export type Sight = Readonly<Record<string, number>>;

/** One step of scrolling: what was on screen before, and after each frame until nothing moved any more. */
export interface Step {
  /** By how much the person scrolled; positive: towards older messages, so rows move down. */
  readonly by: number;
  readonly before: Sight;
  readonly after: readonly Sight[];
}

/** Pixels that rounding may move a row. */
const TOLERANCE = 1;

/**
 * How far, at worst, a row that was on screen stood off its place in this step, in pixels; 0 within a pixel. In every frame a
 * row stands between where it was and where the scroll brings it; in the last one it stands where the scroll brings it.
 */
export function jumpOf({ by, before, after }: Step): number {
  const last = after.at(-1);
  let worst = 0;
  for (const sight of after) {
    for (const [row, at] of Object.entries(sight)) {
      const was = before[row];
      if (was === undefined) continue;
      const moved = at - was;
      const off = sight === last ? Math.abs(moved - by) : Math.max(Math.min(0, by) - moved, moved - Math.max(0, by));
      worst = Math.max(worst, off);
    }
  }
  return worst > TOLERANCE ? worst : 0;
}

/** Whether any row of the step can be compared: without one nothing was seen. */
export const isSeen = ({ before, after }: Step): boolean =>
  Object.keys(after.at(-1) ?? {}).some((row) => before[row] !== undefined);
