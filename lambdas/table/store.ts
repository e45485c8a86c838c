/** The Store port: DynamoDB's semantics as data, without its SDK. Adapters: `lambdas/aws/` and `local/store/`. */

/** An attribute value. Objects and arrays nest; `undefined` is never stored. Numbers are IEEE doubles. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

/** Primary key of an item. Both parts are non-empty UTF-8 strings, ordered by their UTF-8 bytes. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** A stored item: its key and any further attributes, 400 KB at most (names and values, as DynamoDB counts). */
export type Item = Key & { readonly [name: string]: Value };

/** A condition on the item that is stored under the operation's key (or, in a query, a filter on what was read). */
export type Condition =
  | { readonly exists: string }
  | { readonly absent: string }
  | { readonly eq: readonly [attribute: string, value: Value] }
  | { readonly ne: readonly [attribute: string, value: Value] }
  | { readonly lt: readonly [attribute: string, value: string | number] }
  | { readonly le: readonly [attribute: string, value: string | number] }
  | { readonly gt: readonly [attribute: string, value: string | number] }
  | { readonly ge: readonly [attribute: string, value: string | number] }
  | { readonly beginsWith: readonly [attribute: string, prefix: string] }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

/**
 * What an update changes. Attribute names are top-level names; `add` counts from 0 when the attribute is absent, in whole
 * numbers: decimals and doubles would not count alike.
 */
export interface Changes {
  readonly set?: { readonly [attribute: string]: Value };
  readonly setIfAbsent?: { readonly [attribute: string]: Value };
  readonly add?: { readonly [attribute: string]: number };
  readonly remove?: readonly string[];
}

/**
 * One write. `update` creates the item when it is absent (as DynamoDB does) unless its condition forbids it. A `hint` is a
 * note to ourselves that nothing promised rests on: one machine's store does not wait for its disk, and a crash may undo
 * it; DynamoDB makes no difference.
 */
export type Write =
  | ({ readonly put: Item } & Conditional)
  | ({ readonly update: Key; readonly changes: Changes; readonly hint?: true } & Conditional)
  | ({ readonly delete: Key } & Conditional)
  | { readonly check: Key; readonly if: Condition };

interface Conditional {
  readonly if?: Condition;
  /** What `if` asks for is as true when this is done as before: it is not refused the second time. */
  readonly lasts?: true;
}

/** A query on one partition of the table or of an index. */
export interface Query {
  readonly pk: string;
  /** Index name from `table/schema.ts`; the table itself when absent. An index is always read eventually. */
  readonly index?: string;
  /** At most one condition on the sort key (of the index, when there is one). `between` is inclusive on both ends. */
  readonly sk?:
    | { readonly beginsWith: string }
    | { readonly between: readonly [from: string, to: string] }
    | { readonly gt: string }
    | { readonly ge: string }
    | { readonly lt: string }
    | { readonly le: string };
  /** Ascending by sort key unless `descending`. */
  readonly descending?: boolean;
  /** Items read (before `filter`) at most; a page also ends at 1 MB read. */
  readonly limit?: number;
  readonly filter?: Condition;
  /** `next` of the page before. */
  readonly from?: Cursor;
  /** Strongly consistent read; refused together with `index`. Default: eventual. */
  readonly consistent?: boolean;
}

/** Where the next page starts: the key (and index key) of the last item read. Opaque to callers. */
export type Cursor = { readonly [name: string]: string };

export interface Page {
  readonly items: readonly Item[];
  /** Absent on the last page. A page that ends at `limit` or 1 MB has it even when nothing follows. */
  readonly next?: Cursor;
}

export type CancelReason = 'none' | 'condition' | 'conflict' | 'throttled' | 'other';

/** A write was refused because of its condition; nothing of it was written. `reasons` are in the order of the writes. */
export class ConditionFailed extends Error {
  override readonly name = 'ConditionFailed';
  readonly reasons: readonly CancelReason[];
  constructor(reasons: readonly CancelReason[] = ['condition']) {
    super(`condition failed: ${reasons.join(', ')}`);
    this.reasons = reasons;
  }
  /** True when the write at this position was refused by its own condition. */
  at(position: number): boolean {
    return this.reasons[position] === 'condition';
  }
}

/** The store could not serve the call (throttled, conflict after retries, unreachable, disk full). A write's outcome may be unknown. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  readonly retryAfterMs: number;
  constructor(message: string, retryAfterMs = 500) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}

/** The call broke a rule of the table (an empty key, 101 writes, a repeated key, an item over 400 KB): a bug of the caller. */
export class StoreMisuse extends Error {
  override readonly name = 'StoreMisuse';
}

/** True for a ConditionFailed of any copy of this module (each bundle has its own: told by name, never by `instanceof`). */
export const isConditionFailed = (error: unknown): error is ConditionFailed => named(error, 'ConditionFailed');

/** True for a StoreUnavailable of any copy of this module. */
export const isStoreUnavailable = (error: unknown): error is StoreUnavailable => named(error, 'StoreUnavailable');

/** True for a StoreMisuse of any copy of this module. */
export const isStoreMisuse = (error: unknown): error is StoreMisuse => named(error, 'StoreMisuse');

const named = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

export interface Store {
  /** One item, or undefined. Eventual unless `consistent`. */
  get(key: Key, options?: { readonly consistent?: boolean }): Promise<Item | undefined>;
  /** Up to 100 items by key, in the order of the keys, undefined where absent. Retries what DynamoDB leaves unprocessed. */
  getMany(keys: readonly Key[], options?: { readonly consistent?: boolean }): Promise<readonly (Item | undefined)[]>;
  query(query: Query): Promise<Page>;
  /**
   * One write, or 2–100 writes (4 MB, no key twice) as a transaction: all or nothing.
   * @throws ConditionFailed when a condition refused it; StoreUnavailable when its outcome may be unknown; StoreMisuse.
   */
  write(writes: readonly Write[]): Promise<void>;
  /** One update that returns the whole item as it is after it. @throws as `write` */
  update(update: Extract<Write, { update: Key }>): Promise<Item>;
  /** One delete that returns the item as it was before, undefined when there was none. @throws as `write` */
  take(key: Key, condition?: Condition): Promise<Item | undefined>;
}
