/** Pure rules about a channel's numbers: what a reader may pass, and what it may void. */

/** A number that has an item. */
export interface Entry {
  readonly seq: number;
  /** When the item came to be, milliseconds UTC. */
  readonly writtenAt: number;
  /** The numbers behind this one were taken no earlier, milliseconds UTC; 0 when that is not known. */
  readonly since: number;
}

/** How long a reader waits for the writer of a number, milliseconds. */
export const PATIENCE_MS = 1_000;

/** The last number of the unbroken run that begins after `after`. `entries` ascend; numbers may repeat. */
export function unbroken(after: number, entries: readonly Entry[]): number {
  let last = after;
  for (const { seq } of entries) {
    if (seq > last + 1) break;
    if (seq === last + 1) last = seq;
  }
  return last;
}

/** Numbers in (after, to] without an item. */
export function holesIn(after: number, to: number, entries: readonly Entry[]): readonly number[] {
  const holes: number[] = [];
  let next = after + 1;
  for (const { seq } of entries) {
    for (; next < seq && next <= to; next++) holes.push(next);
    next = Math.max(next, seq + 1);
  }
  for (; next <= to; next++) holes.push(next);
  return holes;
}

/** The last number that was followed by something written more than a second ago: holes below it are overdue. */
export function overdueBefore(entries: readonly Entry[], now: number): number {
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i];
    if (entry && entry.writtenAt <= now - PATIENCE_MS) return entry.seq;
  }
  return 0;
}

/** The hole was not taken before this; undefined when nothing stands below it. */
export function takenSince(hole: number, entries: readonly Entry[]): number | undefined {
  let since: number | undefined;
  for (const entry of entries) {
    if (entry.seq >= hole) break;
    since = entry.since;
  }
  return since;
}
