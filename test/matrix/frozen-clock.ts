import type { Clock } from '../../lambdas/ports/index.ts';

/** The server's clock, which can be stopped: then the same call is answered with the same bytes. Waiting moves it on. */
export class FrozenClock implements Clock {
  readonly #inner: Clock;
  #frozen: number | undefined;
  #waited = 0;
  #base = 0;

  constructor(inner: Clock) {
    this.#inner = inner;
  }

  now(): number {
    return this.#frozen === undefined ? this.#inner.now() : this.#frozen + this.#waited;
  }

  async wait(ms: number): Promise<void> {
    if (this.#frozen === undefined) await this.#inner.wait(ms);
    else this.#waited += ms;
  }

  /** Stops it at this moment. */
  freeze(): void {
    this.#frozen = this.#inner.now();
  }

  /** Takes back what was waited for; then it stands at this much after the moment at which it stopped. */
  rewind(to = this.#base): void {
    this.#base = to;
    this.#waited = to;
  }
}
