/** What one thing waits for: requests that began only after others had ended. */

/** A request and its answer; times in milliseconds of one clock. */
export interface Exchange {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The chain of exchanges that led to the one that ended at `end`: before each stands the one that ended last before it began. What
 * merely happened to end then counts too: give the network a latency well above the computing. First to last.
 */
export function chainTo(exchanges: readonly Exchange[], end: number): readonly Exchange[] {
  const chain: Exchange[] = [];
  let next = exchanges.find((one) => one.end === end);
  while (next) {
    chain.unshift(next);
    const { start } = next;
    next = exchanges.filter((one) => one.end <= start).toSorted((a, b) => b.end - a.end)[0];
  }
  return chain;
}
