/** How work grows with what it is given, by the processor's own time: what else the machine does meanwhile does not count. */

const TIMES_AS_MUCH = 16;
/** Work that grows by less is linear: that would be 16, quadratic 256, and collecting garbage makes either up to twice as much. */
export const LINEAR = 64;
/** What is quicker cannot be told from noise. */
const LEAST_MS = 2;
const ROUNDS = 3;

/**
 * How many times longer `work` takes on what is sixteen times `size`.
 * @param prepare what is worked on, of a size; it is not measured
 */
export function growth<T>(size: number, prepare: (size: number) => T, work: (given: T) => unknown): number {
  const small = prepare(size);
  const large = prepare(size * TIMES_AS_MUCH);
  return Math.max(LEAST_MS, quickest(large, work)) / Math.max(LEAST_MS, quickest(small, work));
}

/** Milliseconds of this thread's processor, the least of some rounds. */
function quickest<T>(given: T, work: (given: T) => unknown): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const before = process.threadCpuUsage();
    work(given);
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1_000;
  });
  return Math.min(...times);
}
