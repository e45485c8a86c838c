import type { Ports } from '../../lambdas/ports/index.ts';
import {
  type Cursor,
  type Item,
  type Query,
  type Store,
  StoreUnavailable,
  type Write,
} from '../../lambdas/table/store.ts';
import type { FaultRates } from './faults.ts';
import type { Scheduler } from './scheduler.ts';
import type { SimStore } from './sim-store.ts';

/** The invocation ended without an answer: a crash, or a process that hung until it was killed. */
export class Crashed extends Error {
  override readonly name = 'Crashed';
}

/** What is around the functions. */
export interface Surroundings {
  readonly scheduler: Scheduler;
  readonly store: SimStore;
  readonly rates: () => FaultRates;
  readonly gateway: Ports['gateway'];
  readonly identity: Ports['identity'];
  readonly tasks: Ports['tasks'];
  readonly log: Ports['log'];
  /** A planted fault: stands between the functions and their store. */
  readonly sabotage: (store: Store) => Store;
}

/** One process of one function: takes one event at a time, remembers between them, and may die at any await. */
class Container {
  dead = false;
  died: (error: Crashed) => void = () => {};
  readonly #around: Surroundings;
  readonly ports: Ports;

  constructor(around: Surroundings) {
    this.#around = around;
    const { scheduler, gateway, identity, tasks, log } = around;
    this.ports = {
      store: around.sabotage(this.#store()),
      gateway: {
        post: (ids, frame) => this.#call(() => gateway.post(ids, frame)),
        close: (id) => this.#call(() => gateway.close(id)),
      },
      identity,
      tasks: { fanOut: (payload) => this.#call(() => tasks.fanOut(payload)) },
      clock: { now: () => scheduler.now(), wait: (ms) => this.#alive(scheduler.sleep(ms)) },
      random: { bytes: (count) => scheduler.random.bytes(count) },
      log,
    };
  }

  #die(): Promise<never> {
    this.dead = true;
    this.died(new Crashed('the function ended without an answer'));
    return new Promise(() => {});
  }

  /** Nothing goes on in a dead process. */
  async #alive<T>(work: Promise<T>): Promise<T> {
    const result = await work;
    return this.dead ? new Promise(() => {}) : result;
  }

  /** One call of a port: it takes time before and after its effect, and the process may end on either side of it. */
  async #call<T>(effect: () => T | Promise<T>, write = true): Promise<T> {
    const { scheduler, rates } = this.#around;
    const { random } = scheduler;
    if (this.dead) return new Promise(() => {});
    if (random.chance(rates().crashBefore)) return this.#die();
    const stall = random.chance(rates().stalled) ? random.between(800, 5_000) : 0;
    await this.#alive(scheduler.sleep(scheduler.latency(0.5) + stall));
    if (random.chance(rates().throttled)) throw new StoreUnavailable('throttled');
    const result = await effect();
    if (random.chance(rates().crashAfter)) return this.#die();
    await this.#alive(scheduler.sleep(scheduler.latency(0.5)));
    if (write && random.chance(rates().lostReply)) throw new StoreUnavailable('no reply');
    return result;
  }

  #store(): Store {
    const { scheduler, store, rates } = this.#around;
    const isStale = (consistent = false): boolean => !consistent && scheduler.random.chance(rates().staleRead);
    const read = <T>(effect: () => T): Promise<T> => this.#call(effect, false);
    return {
      get: (key, options) => read(() => store.get(key, isStale(options?.consistent))),
      getMany: (keys, options) => read(() => keys.map((key) => store.get(key, isStale(options?.consistent)))),
      query: (query) => read(() => store.query(query, isStale(query.consistent), this.#cut(query))),
      write: (writes) => this.#call(() => store.write(writes)),
      update: (update) =>
        this.#call(() => {
          store.write([update]);
          return present(store.get(update.update));
        }),
      take: (key, condition) =>
        this.#call(() => {
          const before = store.get(key);
          store.write([{ delete: key, ...(condition ? { if: condition } : {}) } satisfies Write]);
          return before;
        }),
    };
  }

  /** A page may end anywhere: 1 MB comes sooner than one thinks. */
  #cut(_query: Query & { readonly from?: Cursor }): number {
    const { scheduler, rates } = this.#around;
    return scheduler.random.chance(rates().pageCut) ? scheduler.random.between(1, 3) : Infinity;
  }
}

function present(item: Item | undefined): Item {
  if (!item) throw new Error('an update leaves an item');
  return item;
}

/** One function with as many processes as there are events at the same time. */
export class FunctionPool<Event, Result> {
  readonly #idle: { readonly container: Container; readonly handler: (event: Event) => Promise<Result> }[] = [];
  readonly #around: Surroundings;
  readonly #create: (ports: Ports) => (event: Event) => Promise<Result>;

  constructor(around: Surroundings, create: (ports: Ports) => (event: Event) => Promise<Result>) {
    this.#around = around;
    this.#create = create;
  }

  /** Runs one event to its end. @throws Crashed */
  async invoke(event: Event): Promise<Result> {
    const { scheduler } = this.#around;
    await scheduler.sleep(scheduler.latency(0.3));
    const { container, handler } = this.#take();
    const crash = Promise.withResolvers<never>();
    container.died = crash.reject;
    const result = await Promise.race([handler(event), crash.promise]);
    if (scheduler.random.chance(0.9)) this.#idle.push({ container, handler });
    return result;
  }

  /** What an answered event left running may have ended the process since. */
  #take() {
    for (let one = this.#idle.pop(); one; one = this.#idle.pop()) if (!one.container.dead) return one;
    return this.#start();
  }

  #start() {
    const container = new Container(this.#around);
    return { container, handler: this.#create(container.ports) };
  }
}
