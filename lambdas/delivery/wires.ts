import type { Store } from '../table/store.ts';
import type { Gateway } from './gateway.ts';

/** What telling someone something needs. */
export interface Wires {
  readonly store: Store;
  readonly gateway: Gateway;
  /** Milliseconds UTC. */
  readonly now: number;
  readonly memory: Renewals;
}

/** Until when connections were seen to be renewed, milliseconds UTC: what was read once is not read for each event. */
export interface Renewals {
  /** 0 when that is not known. */
  renewedUntil(connectionId: string): number;
  sawRenewed(connectionId: string, exp: number): void;
}

/** A connection to post to, as some row knows it. */
export interface Recipient {
  readonly userId: string;
  readonly connectionId: string;
  /** When the access token behind it ends, milliseconds UTC. */
  readonly exp: number;
}
