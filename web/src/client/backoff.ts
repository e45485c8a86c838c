import type { Clock, Random } from './environment.ts';

export interface Backoff {
  /** Milliseconds to wait before the next try: full jitter under a bound that doubles each time. */
  next(): number;
  reset(): void;
}

/** Full jitter spreads reconnects of many browsers evenly; `leastMs` keeps a lucky draw from hammering. */
export function createBackoff(random: Pick<Random, 'fraction'>, firstMs: number, mostMs: number, leastMs = 0): Backoff {
  let tries = 0;
  return {
    next() {
      const bound = Math.min(mostMs, firstMs * 2 ** Math.min(tries, 20));
      tries += 1;
      return Math.max(leastMs, Math.round(random.fraction() * bound));
    },
    reset() {
      tries = 0;
    },
  };
}

/** Waits that can be cut short. */
export interface Pause {
  /** Resolves after `ms`, or at the next `wake`. */
  wait(ms: number): Promise<void>;
  wake(): void;
}

export function createPause(clock: Pick<Clock, 'after'>): Pause {
  const sleepers = new Set<() => void>();
  return {
    wait(ms) {
      return new Promise((resolve) => {
        const rise = (): void => {
          cancel();
          sleepers.delete(rise);
          resolve();
        };
        const cancel = clock.after(ms, rise);
        sleepers.add(rise);
      });
    },
    wake() {
      for (const rise of sleepers) rise();
    },
  };
}
