import type { Ports } from '../../lambdas/ports/index.ts';
import type { Scheduler } from '../../test/simulation/scheduler.ts';
import { CPU, SANDBOX, WAITS } from './assumptions.ts';
import type { Charge, Meter } from './meter.ts';
import { meteredStore } from './metered-store.ts';
import type { Table } from './table.ts';

/** One event in one sandbox. */
export interface Invocation {
  readonly charge: Charge;
  /** Sequential calls of the store so far. */
  depth: number;
  storeCalls: number;
  posts: number;
  /** Sequential calls before the answer, and before the first event, was posted; null when there was none. */
  answeredAt: number | null;
  pushedAt: number | null;
}

/** What the functions reach. */
export interface Around {
  readonly scheduler: Scheduler;
  readonly table: Table;
  readonly meter: Meter;
  readonly identity: Ports['identity'];
  post(ids: readonly string[], frame: string, invocation: Invocation): readonly string[];
  close(id: string): void;
  fanOut(payload: string, charge: Charge): void;
  failed(event: string, error: unknown): void;
  /** Told when an invocation has ended. */
  ended(name: string, invocation: Invocation): void;
}

interface Sandbox<Event, Result> {
  invocation: Invocation;
  idleSince: number;
  readonly handler: (event: Event) => Promise<Result>;
}

const begun = (charge: Charge): Invocation => ({
  charge,
  depth: 0,
  storeCalls: 0,
  posts: 0,
  answeredAt: null,
  pushedAt: null,
});

/** One function: as many sandboxes as events at a time, each remembering what it remembers; billed by the millisecond. */
export class Fn<Event, Result> {
  readonly #name: string;
  readonly #memoryMb: number;
  readonly #around: Around;
  readonly #create: (ports: Ports) => (event: Event) => Promise<Result>;
  readonly #idle: Sandbox<Event, Result>[] = [];

  constructor(
    around: Around,
    name: string,
    memoryMb: number,
    create: (ports: Ports) => (event: Event) => Promise<Result>,
  ) {
    this.#around = around;
    this.#name = name;
    this.#memoryMb = memoryMb;
    this.#create = create;
  }

  async invoke(event: Event, charge: Charge): Promise<Result> {
    const { scheduler, meter, ended } = this.#around;
    const { sandbox, initMs } = this.#take();
    const invocation = begun(charge);
    sandbox.invocation = invocation;
    const began = scheduler.now();
    try {
      return await sandbox.handler(event);
    } finally {
      const { storeCalls, posts } = invocation;
      const cpu = CPU.invocation + storeCalls * CPU.storeCall + posts * CPU.post;
      const cpuMs = (cpu * CPU.fullVcpuMb) / this.#memoryMb;
      const billedMs = Math.ceil(scheduler.now() - began + Math.max(cpuMs, cpu) + initMs);
      meter.addInvocation(charge, this.#name, (billedMs / 1_000) * (this.#memoryMb / 1_024));
      ended(this.#name, invocation);
      sandbox.idleSince = scheduler.now();
      this.#idle.push(sandbox);
    }
  }

  /** The one that worked last, if it still stands. */
  #take(): { readonly sandbox: Sandbox<Event, Result>; readonly initMs: number } {
    const now = this.#around.scheduler.now();
    const known = this.#idle.pop();
    if (known && now - known.idleSince <= SANDBOX.idleMs) return { sandbox: known, initMs: 0 };
    this.#idle.length = 0;
    const sandbox: Sandbox<Event, Result> = {
      invocation: begun({ userId: '', cause: '' }),
      idleSince: now,
      handler: this.#create(portsOf(this.#around, () => sandbox.invocation)),
    };
    return { sandbox, initMs: SANDBOX.initMs };
  }
}

function portsOf(around: Around, invocation: () => Invocation): Ports {
  const { scheduler, table, meter, identity, failed } = around;
  const sleep = (ms: number): Promise<void> => scheduler.sleep(ms);
  return {
    store: meteredStore(table, meter, invocation, sleep),
    gateway: {
      async post(ids, frame) {
        const mine = invocation();
        mine.posts += ids.length;
        if (frame.startsWith('{"id"')) mine.answeredAt ??= mine.depth;
        else mine.pushedAt ??= mine.depth;
        await sleep(WAITS.post);
        return around.post(ids, frame, mine);
      },
      async close(id) {
        await sleep(WAITS.post);
        around.close(id);
      },
    },
    identity: {
      ...identity,
      async refresh(token, sub) {
        await sleep(WAITS.userPool);
        return identity.refresh(token, sub);
      },
    },
    tasks: {
      async fanOut(payload) {
        const { charge } = invocation();
        await sleep(WAITS.asyncInvoke);
        around.fanOut(payload, charge);
      },
    },
    clock: { now: () => scheduler.now(), wait: sleep },
    random: { bytes: (count) => scheduler.random.bytes(count) },
    log: { warn: () => {}, error: failed },
  };
}
