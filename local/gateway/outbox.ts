/** Posts gathered per connection. An answer leaves with the turn; posts to many wait while writing would take too much of the time. */
import type { Connection } from './connection.ts';
import type { Batch } from './frames.ts';

/**
 * After a part everything else gets this many times what writing it took, as far as the longest rest allows. What comes meanwhile
 * leaves in the same write.
 */
const REST = 16;
/** What a write to a few takes: it needs no rest. */
const FREE_MS = 0.2;
/** At most this many parts, so that neither we nor a machine with many of the clients are busy with all of them at once. */
const PARTS = 8;
const SMALLEST_PART = 16;
/** For all parts together. */
const LONGEST_REST_MS = 10;
/** After so long without a write nothing else is about to come that a frame could leave with. */
const ALONE_MS = 2;

/** What an outbox needs of a connection. */
export type Receiver = Pick<Connection, 'batch' | 'flush'>;

export class Outbox {
  readonly #backlogBytes: number;
  #waiting: Receiver[] = [];
  #answers: Receiver[] = [];
  /** When posts to many may be written again, on the clock of `performance.now()`. */
  #rested = 0;
  /** When answers were written the last time. */
  #answered = 0;
  /** How many the next write goes to: stays until nobody waits, so that the last of many get no smaller parts. */
  #part = SMALLEST_PART;

  constructor(backlogBytes: number) {
    this.#backlogBytes = backlogBytes;
  }

  /** For one connection of many. `first` is the batch of this frame alone, made once for all of them. */
  add(connection: Receiver, first: Batch): void {
    if (join(connection, first) && this.#waiting.push(connection) === 1) this.#plan();
  }

  /** For this connection alone: leaves soon, with what waits for it already. */
  answer(connection: Receiver, first: Batch): void {
    join(connection, first);
    if (this.#answers.push(connection) > 1) return;
    if (performance.now() >= this.#answered + ALONE_MS) queueMicrotask(this.#flushAnswers);
    else setImmediate(this.#flushAnswers);
  }

  #plan(): void {
    const rest = this.#rested - performance.now();
    if (rest <= -ALONE_MS) return queueMicrotask(this.#flush);
    // One turn more lets messages that were committed together leave together; an idle loop turns within microseconds.
    if (rest <= 0) setImmediate(setImmediate, this.#flush);
    else setTimeout(this.#flush, rest);
  }

  /** Writes to those who wait longest, and to the others after a rest. */
  readonly #flush = (): void => {
    this.#part = Math.max(this.#part, Math.ceil(this.#waiting.length / PARTS));
    const start = performance.now();
    try {
      this.#write(this.#waiting.splice(0, this.#part));
    } finally {
      this.#rest(start);
    }
  };

  #rest(start: number): void {
    const end = performance.now();
    const others = this.#waiting.length > 0;
    const rest = others || end - start > FREE_MS ? Math.min(LONGEST_REST_MS / PARTS, REST * (end - start)) : 0;
    this.#rested = end + rest;
    if (others) setTimeout(this.#flush, rest);
    else this.#part = SMALLEST_PART;
  }

  readonly #flushAnswers = (): void => {
    const connections = this.#answers;
    this.#answers = [];
    try {
      this.#write(connections);
    } finally {
      this.#answered = performance.now();
    }
  };

  /** One that fails keeps nothing from the others. @throws what the first of those threw, once all are written to */
  #write(connections: readonly Receiver[]): void {
    const now = Date.now();
    const failures: unknown[] = [];
    for (const connection of connections) {
      try {
        connection.flush(now, this.#backlogBytes);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}

/** @returns true when nothing waited for the connection before. */
function join(connection: Receiver, first: Batch): boolean {
  const { batch } = connection;
  connection.batch = batch === undefined ? first : batch.with(first.frame);
  return batch === undefined;
}
