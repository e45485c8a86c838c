import type { Clock } from '../../../lambdas/ports/index.ts';

/** The system's time plus what was waited for or advanced: waiting takes no time. */
export class TestClock implements Clock {
  #ahead = 0;

  now(): number {
    return Date.now() + this.#ahead;
  }

  wait(ms: number): Promise<void> {
    this.advance(ms);
    return Promise.resolve();
  }

  advance(ms: number): void {
    this.#ahead += ms;
  }
}
