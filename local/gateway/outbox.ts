/** Posts gathered per connection and written once per two turns of the event loop. */
import type { Connection } from './connection.ts';
import type { Batch } from './frames.ts';

export class Outbox {
  readonly #backlogBytes: number;
  #waiting: Connection[] = [];

  constructor(backlogBytes: number) {
    this.#backlogBytes = backlogBytes;
  }

  /** `first` is the batch of this frame alone, made once for all connections that it goes to. */
  add(connection: Connection, first: Batch): void {
    if (connection.batch === undefined) {
      connection.batch = first;
      // One turn more lets messages that were committed together leave together; an idle loop turns within microseconds.
      if (this.#waiting.push(connection) === 1) setImmediate(setImmediate, this.#flush);
    } else {
      connection.batch = connection.batch.with(first.frame);
    }
  }

  readonly #flush = (): void => {
    const connections = this.#waiting;
    this.#waiting = [];
    const now = Date.now();
    for (const connection of connections) connection.flush(now, this.#backlogBytes);
  };
}
