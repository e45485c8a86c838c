import type { Gateway } from '../delivery/gateway.ts';
import type { Store } from '../table/store.ts';
import type { Clock } from './clock.ts';
import type { Identity } from './identity.ts';
import type { Log } from './log.ts';
import type { Random } from './random.ts';
import type { Tasks } from './tasks.ts';

export type { Clock } from './clock.ts';
export type * from './identity.ts';
export type { Log } from './log.ts';
export type { Random } from './random.ts';
export type { Scope, Settings } from './scope.ts';
export type { Tasks } from './tasks.ts';

/** Everything that a handler reaches outside itself. In AWS: adapters over the SDK; on one machine: the embedded ones. */
export interface Ports {
  readonly store: Store;
  readonly gateway: Gateway;
  readonly identity: Identity;
  readonly tasks: Tasks;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}
