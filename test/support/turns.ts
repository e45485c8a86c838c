/** Runs invocations step by step in an order that a seed decides, some of which die at a step. */
import { setImmediate } from 'node:timers/promises';
import type { Store } from '../../lambdas/table/store.ts';
import { aroundEach } from './interposed-store.ts';

/** A small generator of numbers in [0, 1): the same seed, the same numbers (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class Crash extends Error {
  override readonly name = 'Crash';
}

export class Turns {
  readonly random: () => number;
  readonly #crashes: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** @param crashes how likely an invocation dies at a step. */
  constructor(seed: number, crashes: number) {
    this.random = numbersFrom(seed);
    this.#crashes = crashes;
  }

  /** Resolves when it is this one's turn. */
  turn(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Runs an invocation on a store of its own; rejects with Crash when it dies: none of its code runs after that. */
  async invocation<T>(store: Store, work: (store: Store) => Promise<T>): Promise<T> {
    let dead = false;
    const { promise: death, reject: die } = Promise.withResolvers<never>();
    const step = async (): Promise<void> => {
      await this.turn();
      if (dead || this.random() < this.#crashes) {
        dead = true;
        die(new Crash());
        await new Promise(() => undefined);
      }
    };
    const stepped = async <R>(call: () => Promise<R>): Promise<R> => {
      await step();
      const result = await call().then(
        (value) => () => value,
        (error: unknown) => () => {
          throw error;
        },
      );
      await step();
      return result();
    };
    return Promise.race([death, work(aroundEach(store, stepped))]);
  }

  /** Runs all to their end, one step of one of them at a time. `tick` is called at each. */
  async run(all: readonly (() => Promise<void>)[], tick: () => void): Promise<void> {
    const failures: unknown[] = [];
    this.#running = all.length;
    for (const each of all) {
      void each()
        .catch((error: unknown) => failures.push(error))
        .finally(() => this.#running--);
    }
    while (this.#running > 0) {
      for (let i = 0; i < 3; i++) await setImmediate();
      const [next] = this.#waiting.splice(Math.floor(this.random() * this.#waiting.length), 1);
      tick();
      next?.();
      if (failures.length > 0) throw failures[0];
    }
  }
}
