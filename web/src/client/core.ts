import type { Patch } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import type { Environment } from './environment.ts';
import type { Call } from './post-action.ts';

/** What the parts of the engine share for one account in one tab. */
export interface Core {
  readonly env: Environment;
  readonly store: Store;
  readonly userId: string;
  /** Changes the state; whoever waits for changes of these keys hears of it. */
  commit(patch: Patch): void;
  /** One action; its answer is in the store, here and in the other tabs, before the promise resolves. @throws Problem */
  readonly request: Call;
  /** As `request`, without touching the store. */
  readonly ask: Call;
  /** True when events come at the moment. */
  isLive(): boolean;
  /** Becomes true for good when the account is closed in this tab. */
  isClosed(): boolean;
}
