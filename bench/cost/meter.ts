/** Everything that is billed, in the units of the bill. */
export interface Tally {
  times: number;
  framesIn: number;
  framesOut: number;
  invocations: number;
  gbSeconds: number;
  httpRequests: number;
  writeUnits: number;
  readUnits: number;
  bytesOut: number;
}
export type Unit = keyof Tally;

const nothing = (): Tally => ({
  times: 0,
  framesIn: 0,
  framesOut: 0,
  invocations: 0,
  gbSeconds: 0,
  httpRequests: 0,
  writeUnits: 0,
  readUnits: 0,
  bytesOut: 0,
});

/** Whoever causes or receives something, and what it was. */
export interface Charge {
  readonly userId: string;
  readonly cause: string;
}

/**
 * Counts while it is running, and only what is charged to people who count: in a sampled replay the others are rows in the
 * table and sockets at the gateway, so that audiences have their true size.
 */
export class Meter {
  running = false;
  readonly causes = new Map<string, Tally>();
  readonly functions = new Map<string, { invocations: number; gbSeconds: number }>();
  connectionMinutes = 0;
  #counted: ReadonlySet<string> = new Set();

  count(people: ReadonlySet<string>): void {
    this.#counted = people;
  }

  counts(userId: string): boolean {
    return this.running && this.#counted.has(userId);
  }

  add({ userId, cause }: Charge, unit: Unit, amount: number): void {
    if (!this.counts(userId)) return;
    const tally = this.causes.get(cause) ?? nothing();
    this.causes.set(cause, tally);
    tally[unit] += amount;
  }

  addInvocation(charge: Charge, name: string, gbSeconds: number): void {
    if (!this.counts(charge.userId)) return;
    this.add(charge, 'invocations', 1);
    this.add(charge, 'gbSeconds', gbSeconds);
    const own = this.functions.get(name) ?? { invocations: 0, gbSeconds: 0 };
    this.functions.set(name, own);
    own.invocations += 1;
    own.gbSeconds += gbSeconds;
  }

  total(unit: Unit): number {
    return [...this.causes.values()].reduce((sum, tally) => sum + tally[unit], 0);
  }
}
