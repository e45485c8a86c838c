import { CONTRACTS } from '../../protocol/contracts.ts';
import { FAULT_KINDS, HAPPENINGS, type FaultKind } from './faults.ts';

const READS = ['store.get', 'store.getMany', 'store.query'];
const WRITES = ['store.write', 'store.update', 'store.take'];
const OTHERS = ['gateway.post', 'gateway.close', 'tasks.fanOut', 'identity.refresh'];
const CALLS = [...READS, ...WRITES, ...OTHERS];
const DOWN = ['socket.push', 'socket.reply'];

/** Every step at which each kind can strike. What merely happens has one place, wherever it is. */
const STEPS: Readonly<Partial<Record<FaultKind, readonly string[]>>> = {
  crashBefore: CALLS,
  crashAfter: CALLS,
  hung: CALLS,
  stalled: CALLS,
  throttled: CALLS,
  conflict: WRITES,
  lostReply: [...WRITES, ...OTHERS],
  staleRead: ['store.getMany', 'store.query'],
  pageCut: ['store.query'],
  skewedServer: ['process.start'],
  requestLost: ['http.request', 'socket.connect'],
  answerLost: ['http.answer', 'socket.connect'],
  invokedTwice: ['http.request', 'socket.frame'],
  batchRepeated: ['stream.batch', 'fan-out.task'],
  frameLost: ['socket.frame'],
  frameCut: ['socket.frame', ...DOWN],
  pushLost: DOWN,
  pushDoubled: DOWN,
  pushLate: DOWN,
  disconnectMissing: ['socket.end'],
  endUnnoticed: ['socket.end'],
};

/** How often each kind of fault happened at each step, over many runs, and which actions were taken meanwhile. */
export class Coverage {
  readonly #counts = new Map<string, number>();
  readonly #taken = new Set<string>();

  add(tally: Readonly<Record<string, number>>): void {
    for (const [name, count] of Object.entries(tally)) this.#counts.set(name, (this.#counts.get(name) ?? 0) + count);
  }

  took(actions: readonly string[]): void {
    for (const action of actions) this.#taken.add(action);
  }

  /** Actions of the contract map that nobody took, or that were never answered but by a refusal. */
  missingActions(): readonly string[] {
    return Object.keys(CONTRACTS).filter((action) => !this.#taken.has(action));
  }

  /** Kinds that never happened. */
  missingKinds(): readonly FaultKind[] {
    return FAULT_KINDS.filter((kind) => this.#of(kind).length === 0);
  }

  /** Steps at which a kind never struck, though it can: "kind step". */
  missingSteps(): readonly string[] {
    return Object.entries(STEPS).flatMap(([kind, steps]) =>
      steps.map((step) => `${kind} ${step}`).filter((name) => !this.#counts.has(name)),
    );
  }

  /** Pairs of kind and step that can be met. */
  static readonly pairs = HAPPENINGS.length + Object.values(STEPS).flat().length;

  /** One line for each kind: how often, and where. */
  table(): string {
    return FAULT_KINDS.map((kind) => {
      const places = this.#of(kind).toSorted((a, b) => b.count - a.count);
      const total = places.reduce((sum, { count }) => sum + count, 0);
      return `${kind.padEnd(20)}${String(total).padStart(9)}  ${places.map(({ step, count }) => `${step} ${count}`).join(' · ')}`;
    }).join('\n');
  }

  #of(kind: FaultKind): readonly { readonly step: string; readonly count: number }[] {
    return [...this.#counts]
      .map(([name, count]) => ({ name: name.split(' '), count }))
      .filter(({ name }) => name[0] === kind)
      .map(({ name, count }) => ({ step: name[1] ?? '', count }));
  }
}
