/** What stands under a number: when it was written, milliseconds UTC; null for a void. */
export interface Stood {
  readonly seq: number;
  readonly createdAt: number | null;
}

/** A number that was taken is written within 29 seconds, or never; clocks of processes are up to five minutes wrong. */
const UNDER_WAY_MS = 11 * 60_000;

/**
 * How far the messages after a number are all there, without one (or a change of one) whose number is taken but that is not
 * written yet: before a message that was written long ago, or that is next, none can be missing. Takes what stands after the
 * number in order, piece by piece.
 */
export class Whole {
  /** Everything up to here is there. */
  through: number;
  readonly #now: number;
  /** Voids behind `through` whose place nothing has shown yet. */
  #voids = 0;
  #isBroken = false;

  /** @param now milliseconds UTC */
  constructor(from: number, now: number) {
    this.through = from;
    this.#now = now;
  }

  add({ seq, createdAt }: Stood): void {
    if (this.#isBroken) return;
    const missing = seq - this.through - 1 - this.#voids;
    const isSure = missing === 0 || (createdAt !== null && createdAt <= this.#now - UNDER_WAY_MS);
    if (isSure) {
      this.through = seq;
      this.#voids = 0;
    } else if (createdAt === null) this.#voids++;
    else this.#isBroken = true;
  }
}
