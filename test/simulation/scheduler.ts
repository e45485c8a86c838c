import type { SeededRandom } from './random.ts';

interface Task {
  readonly at: number;
  /** Breaks ties, so that the order does not hang on insertion. */
  readonly rank: number;
  work: (() => void) | null;
}

/** Virtual time. Everything that takes time is a task here; between two tasks all promises settle. */
export class Scheduler {
  readonly random: SeededRandom;
  #now: number;
  readonly #heap: Task[] = [];
  steps = 0;
  /** Nothing is slow: for what is to be timed. */
  isSteady = false;

  constructor(random: SeededRandom, startAt: number) {
    this.random = random;
    this.#now = startAt;
  }

  /** Whole milliseconds, as clocks tell; tasks are finer. */
  now(): number {
    return Math.floor(this.#now);
  }

  /** Runs `work` after `ms`. @returns how to cancel it */
  after(ms: number, work: () => void): () => void {
    const task: Task = { at: this.#now + Math.max(0, ms), rank: this.random.next(), work };
    this.#push(task);
    return () => {
      task.work = null;
    };
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Mostly quick, sometimes slow, rarely very slow: every interleaving comes up. */
  latency(scale = 1): number {
    const draw = this.isSteady ? this.random.next() * 0.8 : this.random.next();
    const ms = draw < 0.8 ? 1 + draw * 10 : draw < 0.97 ? 10 + (draw - 0.8) * 500 : 200 + (draw - 0.97) * 40_000;
    return ms * scale;
  }

  /** Runs tasks until none is due before `until`, or `done` says so. Time then stands at `until`, or where it was done. */
  async run(until: number, done: () => boolean = () => false): Promise<void> {
    await settled();
    for (let task = this.#heap[0]; task && task.at <= until && !done(); task = this.#heap[0]) {
      this.#pop();
      if (!task.work) continue;
      this.#now = Math.max(this.#now, task.at);
      this.steps += 1;
      task.work();
      await settled();
    }
    if (!done()) this.#now = Math.max(this.#now, until);
  }

  #push(task: Task): void {
    const heap = this.#heap;
    let index = heap.push(task) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!before(task, heap[parent])) break;
      heap[index] = heap[parent] ?? task;
      index = parent;
    }
    heap[index] = task;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const child = before(heap[left + 1], heap[left]) ? left + 1 : left;
      if (!before(heap[child], last)) break;
      heap[index] = heap[child] ?? last;
      index = child;
    }
    heap[index] = last;
  }
}

function before(a: Task | undefined, b: Task | undefined): boolean {
  if (!a || !b) return a !== undefined;
  return a.at < b.at || (a.at === b.at && a.rank < b.rank);
}

/** All promises that can settle now have settled: a tick comes when no microtask is left. Nothing here waits for real I/O. */
const settled = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));
