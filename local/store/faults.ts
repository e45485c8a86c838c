/** Switches for tests: what DynamoDB may do and SQLite alone never would. */
export interface Faults {
  /**
   * What eventual and index reads see: the state of now, of the moment when `frozen` was set, or (`behind`) of before the
   * last commit. Every switch to `frozen` or commit while `behind` copies the database.
   */
  staleReads(mode: 'off' | 'frozen' | 'behind'): void;
  /**
   * Asked before each call. `conflict` and `throttled` refuse it (as after the adapter's retries), `lost-reply` carries
   * a write out and reports StoreUnavailable all the same.
   */
  disturb: ((call: StoreCall) => 'conflict' | 'throttled' | 'lost-reply' | undefined) | undefined;
  /** Leaves no room for the database to grow, so that SQLite reports a full disk. */
  fullDisk(on: boolean): void;
}

export type StoreCall = 'get' | 'getMany' | 'query' | 'write' | 'update' | 'take';
