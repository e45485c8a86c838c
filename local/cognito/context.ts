import type { Clock, Random } from '../../lambdas/ports/index.ts';
import type { Store } from '../../lambdas/table/store.ts';
import type { Inbox } from './inbox.ts';
import type { PasswordHasher } from './passwords.ts';
import type { PoolSettings } from './settings.ts';
import type { Tokens } from './tokens.ts';

/** What the parts of the stand-in share. */
export interface PoolContext {
  readonly settings: PoolSettings;
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly passwords: PasswordHasher;
  readonly tokens: Tokens;
  readonly inbox: Inbox;
}
