import { IdentityRefused } from '../../lambdas/ports/identity.ts';
import type { Ports } from '../../lambdas/ports/index.ts';
import {
  type Cursor,
  isStoreUnavailable,
  type Item,
  type Query,
  type Store,
  StoreUnavailable,
  type Write,
} from '../../lambdas/table/store.ts';
import type { Faults } from './faults.ts';
import type { Scheduler } from './scheduler.ts';
import type { SimPool } from './sim-identity.ts';
import type { SimStore } from './sim-store.ts';

/** The invocation ended without an answer: a crash, or a process that hung until it was killed. */
export class Crashed extends Error {
  override readonly name = 'Crashed';
}

/** What is around the functions. */
export interface Surroundings {
  readonly scheduler: Scheduler;
  readonly store: SimStore;
  readonly faults: Faults;
  readonly gateway: Ports['gateway'];
  readonly pool: SimPool;
  readonly tasks: Ports['tasks'];
  readonly log: Ports['log'];
  /** A planted fault: stands between the functions and their store. */
  readonly sabotage: (store: Store) => Store;
}

/** What a call is to the faults: they strike writes and reads of the table in ways of their own. */
type Kind = 'read' | 'write' | 'other';

/** Device clocks and those of processes are wrong by at most this, milliseconds. */
export const MOST_SKEW_MS = 5 * 60_000;

/** One process of one function: takes one event at a time, remembers between them, and may die at any await. */
export class Container {
  dead = false;
  died: (error: Crashed) => void = () => {};
  /** When the event that it works on is given up, virtual milliseconds. */
  deadline = Infinity;
  /** How wrong its clock is, milliseconds. */
  readonly skew: number;
  readonly #around: Surroundings;
  readonly ports: Ports;

  constructor(around: Surroundings) {
    this.#around = around;
    const { scheduler, faults, gateway, pool, tasks, log } = around;
    const isSkewed = faults.at('process.start').strikes('skewedServer');
    this.skew = isSkewed ? scheduler.random.between(-MOST_SKEW_MS, MOST_SKEW_MS) : 0;
    const now = (): number => scheduler.now() + this.skew;
    const identity = pool.identity(() => scheduler.now(), now, scheduler.random);
    this.ports = {
      store: around.sabotage(this.#store()),
      gateway: {
        post: (ids, frame) => this.#call('gateway.post', () => gateway.post(ids, frame)),
        close: (id) => this.#call('gateway.close', () => gateway.close(id)),
      },
      identity: {
        ...identity,
        refresh: (token, sub) =>
          this.#call('identity.refresh', () => identity.refresh(token, sub)).catch((error: unknown) => {
            throw isStoreUnavailable(error) ? new IdentityRefused('unavailable') : error;
          }),
      },
      tasks: { fanOut: (payload) => this.#call('tasks.fanOut', () => tasks.fanOut(payload)) },
      clock: { now, wait: (ms) => this.#pause(ms) },
      random: { bytes: (count) => scheduler.random.bytes(count) },
      log,
    };
  }

  #die(): Promise<never> {
    this.dead = true;
    this.died(new Crashed('the function ended without an answer'));
    return new Promise(() => {});
  }

  /** Works on something that never comes, until the platform has had enough. */
  #hang(): Promise<never> {
    const { scheduler } = this.#around;
    const { deadline } = this;
    scheduler.after(deadline - scheduler.now(), () => {
      if (this.deadline === deadline) void this.#die();
    });
    return new Promise(() => {});
  }

  /** Lets time pass; nothing goes on in a process that died meanwhile. */
  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#around.scheduler.after(ms, () => {
        if (!this.dead) resolve();
      });
    });
  }

  /** One call of a port: it takes time before and after its effect, and the process may end on either side of it. */
  async #call<T>(step: string, effect: () => T | Promise<T>, kind: Kind = 'other'): Promise<T> {
    const { scheduler, faults } = this.#around;
    if (this.dead) return new Promise(() => {});
    const site = faults.at(step);
    if (site.strikes('crashBefore')) return this.#die();
    if (site.strikes('hung')) return this.#hang();
    const stall = site.strikes('stalled') ? scheduler.random.between(800, 5_000) : 0;
    await this.#pause(scheduler.latency(0.5) + stall);
    if (site.strikes('throttled')) throw new StoreUnavailable('throttled');
    if (kind === 'write' && site.strikes('conflict')) throw new StoreUnavailable('transaction conflict');
    const result = await effect();
    if (site.strikes('crashAfter')) return this.#die();
    await this.#pause(scheduler.latency(0.5));
    if (kind !== 'read' && site.strikes('lostReply')) throw new StoreUnavailable('no reply');
    return result;
  }

  #store(): Store {
    const { store, faults } = this.#around;
    const isStale = (step: string, consistent = false): boolean => !consistent && faults.at(step).strikes('staleRead');
    const read = <T>(step: string, effect: () => T): Promise<T> => this.#call(step, effect, 'read');
    const write = <T>(step: string, effect: () => T): Promise<T> => this.#call(step, effect, 'write');
    return {
      get: (key, options) => read('store.get', () => store.get(key, isStale('store.get', options?.consistent))),
      getMany: (keys, options) =>
        read('store.getMany', () => keys.map((key) => store.get(key, isStale('store.getMany', options?.consistent)))),
      query: (query) =>
        read('store.query', () => store.query(query, isStale('store.query', query.consistent), this.#cut(query))),
      write: (writes) => write('store.write', () => store.write(writes)),
      update: (update) =>
        write('store.update', () => {
          store.write([update]);
          return present(store.get(update.update));
        }),
      take: (key, condition) =>
        write('store.take', () => {
          const before = store.get(key);
          store.write([{ delete: key, ...(condition ? { if: condition } : {}) } satisfies Write]);
          return before;
        }),
    };
  }

  /** A page may end anywhere: 1 MB comes sooner than one thinks. */
  #cut(_query: Query & { readonly from?: Cursor }): number {
    const { scheduler, faults } = this.#around;
    return faults.at('store.query').strikes('pageCut') ? scheduler.random.between(1, 3) : Infinity;
  }
}

function present(item: Item | undefined): Item {
  if (!item) throw new Error('an update leaves an item');
  return item;
}
