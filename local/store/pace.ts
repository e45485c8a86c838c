/** How groups of writes follow one another, on the clock of `performance.now()`: in milliseconds. */
const LONGEST_REST_MS = 1;
/** A write that comes this long after the last synchronisation is alone: nobody is there whom it could wait for, or hold up. */
const ALONE_MS = 2;
/** A disk that took longer the last time is given work beside the event loop only. */
const LONGEST_IN_PLACE_MS = 1;

/** Decides when a group is committed, and whether the event loop stands still while it is brought to the disk. */
export class Pace {
  #ended = Number.NEGATIVE_INFINITY;
  /** How long the last synchronisation took; at first nobody knows the disk. */
  #took = Number.POSITIVE_INFINITY;

  synchronised(start: number, end: number): void {
    this.#ended = end;
    this.#took = end - start;
  }

  /** Bringing groups to the disk gets half of the time at most: who comes a little later then joins. */
  isRested(): boolean {
    return performance.now() >= this.#ended + Math.min(LONGEST_REST_MS, this.#took);
  }

  /**
   * Whether a write is alone and the disk fast: synchronising it in place then costs less than telling a thread to, and the loop
   * stands still for a third of the time at most.
   */
  isAlone(): boolean {
    return this.#took <= LONGEST_IN_PLACE_MS && performance.now() >= this.#ended + ALONE_MS;
  }
}
