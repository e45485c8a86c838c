import type { Ports } from '../../lambdas/ports/index.ts';
import { Container, type Surroundings } from './containers.ts';

type Handler<Event, Result> = (event: Event) => Promise<Result>;

interface Process<Event, Result> {
  readonly container: Container;
  readonly handler: Handler<Event, Result>;
}

/** One function with as many processes as there are events at the same time. */
export class FunctionPool<Event, Result> {
  readonly #idle: Process<Event, Result>[] = [];
  readonly #around: Surroundings;
  readonly #create: (ports: Ports) => Handler<Event, Result>;
  /** Longest time for one event, milliseconds. */
  readonly #timeout: number;

  constructor(around: Surroundings, create: (ports: Ports) => Handler<Event, Result>, timeout = 29_000) {
    this.#around = around;
    this.#create = create;
    this.#timeout = timeout;
  }

  /** Runs one event to its end. @throws Crashed */
  async invoke(event: Event): Promise<Result> {
    const { scheduler } = this.#around;
    await scheduler.sleep(scheduler.latency(0.3));
    const { container, handler } = this.#take();
    const crash = Promise.withResolvers<never>();
    container.died = crash.reject;
    container.deadline = scheduler.now() + this.#timeout;
    const result = await Promise.race([handler(event), crash.promise]);
    container.deadline = Infinity;
    if (scheduler.random.chance(0.9)) this.#idle.push({ container, handler });
    return result;
  }

  /** What an answered event left running may have ended the process since; once nothing goes wrong, clocks are right, too. */
  #take(): Process<Event, Result> {
    for (let one = this.#idle.pop(); one; one = this.#idle.pop()) {
      const { dead, skew } = one.container;
      if (!dead && (skew === 0 || !this.#around.faults.isCalm)) return one;
    }
    return this.#start();
  }

  #start(): Process<Event, Result> {
    const container = new Container(this.#around);
    return { container, handler: this.#create(container.ports) };
  }
}
