/** Posts gathered per connection. An answer leaves with the turn; posts to many wait while writing would take too much of the time. */
import type { Connection } from './connection.ts';
import type { Batch } from './frames.ts';

/** Writing to many gets one part of the time, everything else this many. What comes meanwhile leaves in the same write. */
const REST = 16;
/** What a write to a few takes: it needs no rest. */
const FREE_MS = 0.2;
const LONGEST_REST_MS = 10;

export class Outbox {
  readonly #backlogBytes: number;
  #waiting: Connection[] = [];
  #answers: Connection[] = [];
  /** When posts to many may be written again, on the clock of `performance.now()`. */
  #rested = 0;

  constructor(backlogBytes: number) {
    this.#backlogBytes = backlogBytes;
  }

  /** For one connection of many. `first` is the batch of this frame alone, made once for all of them. */
  add(connection: Connection, first: Batch): void {
    if (join(connection, first) && this.#waiting.push(connection) === 1) this.#plan();
  }

  /** For this connection alone: leaves soon, with what waits for it already. */
  answer(connection: Connection, first: Batch): void {
    join(connection, first);
    if (this.#answers.push(connection) === 1) setImmediate(this.#flushAnswers);
  }

  #plan(): void {
    const rest = this.#rested - performance.now();
    // One turn more lets messages that were committed together leave together; an idle loop turns within microseconds.
    if (rest <= 0) setImmediate(setImmediate, this.#flush);
    else setTimeout(this.#flush, rest);
  }

  readonly #flush = (): void => {
    const connections = this.#waiting;
    this.#waiting = [];
    const start = performance.now();
    this.#write(connections);
    const end = performance.now();
    this.#rested = end + Math.min(LONGEST_REST_MS, REST * Math.max(0, end - start - FREE_MS));
  };

  readonly #flushAnswers = (): void => {
    const connections = this.#answers;
    this.#answers = [];
    this.#write(connections);
  };

  #write(connections: readonly Connection[]): void {
    const now = Date.now();
    for (const connection of connections) connection.flush(now, this.#backlogBytes);
  }
}

/** @returns true when nothing waited for the connection before. */
function join(connection: Connection, first: Batch): boolean {
  const { batch } = connection;
  connection.batch = batch === undefined ? first : batch.with(first.frame);
  return batch === undefined;
}
