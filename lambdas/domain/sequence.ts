/** Pure rules about a channel's numbers: what a reader may pass, and what it may void. */

/** A number that has an item. */
export interface Entry {
  readonly seq: number;
  /** When the item came to be, milliseconds UTC. */
  readonly writtenAt: number;
  readonly void: boolean;
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

/**
 * Whether a change may have stood in this hole and expired. It cannot when a message or change below it is younger than
 * what is kept, or when nothing stands below it at all: a change needs a message.
 */
export function mayHaveLapsed(hole: number, entries: readonly Entry[], keptSince: number): boolean {
  let below: Entry | undefined;
  for (const entry of entries) {
    if (entry.seq >= hole) break;
    if (!entry.void) below = entry;
  }
  return below !== undefined && below.writtenAt < keptSince;
}
