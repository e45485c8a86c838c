import type { Store } from '../table/store.ts';
import type { Gateway } from './gateway.ts';

/** What telling someone something needs. */
export interface Wires {
  readonly store: Store;
  readonly gateway: Gateway;
  /** Milliseconds UTC. */
  readonly now: number;
}

/** A connection to post to, as some row knows it. */
export interface Recipient {
  readonly userId: string;
  readonly connectionId: string;
  /** When the access token behind it ends, milliseconds UTC. */
  readonly exp: number;
}
