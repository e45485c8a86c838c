import { mixed, type SeededRandom } from './random.ts';

/** What may strike a call, a frame, an event: decided at each of them, by these probabilities. */
export const STRIKES = {
  /** The process dies before the call has its effect. */
  crashBefore: 0.02,
  crashAfter: 0.02,
  /** The call never ends; the platform kills the process when its time is up. */
  hung: 0.01,
  /** The call takes seconds: long enough for others to give up on it, and to go on afterwards all the same. */
  stalled: 0.06,
  throttled: 0.06,
  /** The transaction met another one: nothing is written. */
  conflict: 0.06,
  /** The write went through, its reply did not. */
  lostReply: 0.06,
  staleRead: 0.5,
  pageCut: 0.06,
  /** The process's clock is up to five minutes wrong. */
  skewedServer: 0.3,
  requestLost: 0.06,
  answerLost: 0.06,
  /** The same event reaches the function twice. */
  invokedTwice: 0.06,
  batchRepeated: 0.06,
  frameLost: 0.06,
  /** The socket ends in the middle of a frame. */
  frameCut: 0.02,
  pushLost: 0.06,
  pushDoubled: 0.06,
  /** Seconds late: after everything that was sent meanwhile. */
  pushLate: 0.06,
  disconnectMissing: 0.3,
  /** The browser is not told that its socket has ended. */
  endUnnoticed: 0.3,
} as const;
export type Strike = keyof typeof STRIKES;

/** What happens to people, their devices and the installation; noted where it took effect. */
export const HAPPENINGS = [
  'socketCut',
  'goneOnPost',
  'twoHourCut',
  'idleCut',
  'offline',
  'offlineLong',
  'tabKilled',
  'tabFrozen',
  'leaderFrozen',
  'secondTab',
  'skewedDevice',
  'clockSet',
  'storageRefused',
  'storageStuck',
  'removedWhileSending',
  'deployed',
  'outdatedClient',
  'tokenExpired',
  'renewedInBand',
  'changesExpired',
  'historyReset',
  'sessionExpired',
] as const;
export type Happening = (typeof HAPPENINGS)[number];

export type FaultKind = Strike | Happening;
export const STRIKE_KINDS = Object.keys(STRIKES) as readonly Strike[];
export const FAULT_KINDS: readonly FaultKind[] = [...STRIKE_KINDS, ...HAPPENINGS];

export type FaultRates = Readonly<Record<Strike, number>>;

const ratesOf = (rate: (kind: Strike) => number): FaultRates =>
  Object.fromEntries(STRIKE_KINDS.map((kind) => [kind, rate(kind)])) as Record<Strike, number>;

export const NO_FAULTS: FaultRates = ratesOf(() => 0);

/** Each run favours some kinds of faults, so that both rare and crowded combinations come up. */
export const drawRates = (random: SeededRandom): FaultRates =>
  ratesOf((kind) => (random.chance(0.4) ? 0 : random.next() * STRIKES[kind]));

/**
 * One place where things go wrong ("store.write"). Whether its n-th call is struck hangs on seed, kind, place and n alone, so
 * that taking one fault out of a run leaves the others where they are.
 */
export class Site {
  readonly step: string;
  readonly #faults: Faults;
  readonly #calls = new Map<Strike, { count: number; readonly base: number }>();

  constructor(faults: Faults, step: string) {
    this.#faults = faults;
    this.step = step;
  }

  strikes(kind: Strike): boolean {
    if (this.#faults.isDue(kind, this.step)) return this.#faults.inject(kind, this.step, 0);
    const rate = this.#faults.rates[kind];
    if (rate === 0) return false;
    const known = this.#calls.get(kind) ?? { count: 0, base: this.#faults.baseOf(`${kind} ${this.step}`) };
    this.#calls.set(kind, known);
    known.count += 1;
    if (mixed(known.base, known.count) / 4_294_967_296 >= rate) return false;
    return this.#faults.inject(kind, this.step, known.count);
  }
}

interface Provoked {
  readonly kind: Strike;
  readonly step: string;
  isMoment(): boolean;
}

export interface FaultOptions {
  readonly seed: number;
  /** Labels of faults that are left out this time. */
  readonly without?: ReadonlySet<string>;
}

/** Everything that goes wrong in one run, and the record of it. */
export class Faults {
  rates: FaultRates = NO_FAULTS;
  /** Labels of what was injected, in order. */
  readonly injected: string[] = [];
  /** How often each kind happened at each step: "kind step". */
  readonly tally = new Map<string, number>();
  readonly #sites = new Map<string, Site>();
  readonly #provoked = new Set<Provoked>();
  readonly #seed: number;
  readonly #without: ReadonlySet<string>;

  constructor({ seed, without = new Set() }: FaultOptions) {
    this.#seed = seed;
    this.#without = without;
  }

  /**
   * Besides what chance brings: the kind strikes at the next call of that step at which it is so, once.
   * @returns how to call it off
   */
  provoke(kind: Strike, step: string, isMoment: () => boolean): () => void {
    const provoked = { kind, step, isMoment };
    this.#provoked.add(provoked);
    return () => void this.#provoked.delete(provoked);
  }

  isDue(kind: Strike, step: string): boolean {
    for (const one of this.#provoked) {
      if (one.kind === kind && one.step === step && one.isMoment()) return this.#provoked.delete(one);
    }
    return false;
  }

  get isCalm(): boolean {
    return this.rates === NO_FAULTS;
  }

  at(step: string): Site {
    const site = this.#sites.get(step) ?? new Site(this, step);
    this.#sites.set(step, site);
    return site;
  }

  note(kind: FaultKind, step: string): void {
    const name = `${kind} ${step}`;
    this.tally.set(name, (this.tally.get(name) ?? 0) + 1);
  }

  /** Records a fault under a label of its own. @returns false when it is left out */
  inject(kind: FaultKind, step: string, count: number): boolean {
    if (!this.allows(`${kind}@${step}#${count}`)) return false;
    this.note(kind, step);
    return true;
  }

  /** Something that may be left out of the run; false when it is. */
  allows(label: string): boolean {
    if (this.#without.has(label)) return false;
    this.injected.push(label);
    return true;
  }

  baseOf(name: string): number {
    let base = this.#seed >>> 0;
    for (let index = 0; index < name.length; index += 1) base = mixed(base, name.charCodeAt(index));
    return base;
  }
}
