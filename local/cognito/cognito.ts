/** The stand-in for the user pool: the Identity port, the inbox of its mails and, when asked for, its HTTP endpoint. */
import type { Clock, Identity, Random } from '../../lambdas/ports/index.ts';
import type { Store } from '../../lambdas/table/store.ts';
import type { PoolContext } from './context.ts';
import { createIdentity } from './identity.ts';
import type { Inbox, Mail } from './inbox.ts';
import { createInbox } from './inbox.ts';
import { createPasswordHasher } from './passwords.ts';
import { loadSecrets } from './secrets.ts';
import { startServer } from './server.ts';
import type { PoolSettings } from './settings.ts';
import { createTokens } from './tokens.ts';

export interface CognitoOptions {
  readonly settings: PoolSettings;
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  /** Called once per mail. */
  readonly deliver: (mail: Mail) => void;
  /** Serves the API on the loopback interface; port 0 takes a free one. */
  readonly listen?: { readonly port: number };
}

export interface Cognito {
  readonly identity: Identity;
  readonly inbox: Inbox;
  /** URL of the endpoint; undefined without `listen`. */
  readonly url: string | undefined;
  stop(): Promise<void>;
}

export async function startCognito(options: CognitoOptions): Promise<Cognito> {
  const { settings, store, clock, random, listen } = options;
  const secrets = await loadSecrets(store, random, settings.userPoolId);
  const pool: PoolContext = {
    settings,
    store,
    clock,
    random,
    passwords: createPasswordHasher(settings.scrypt, random),
    tokens: createTokens({ settings, secrets, clock, random }),
    inbox: createInbox(options),
  };
  const server = listen === undefined ? undefined : await startServer(pool, secrets, listen.port);
  return {
    identity: createIdentity(pool),
    inbox: pool.inbox,
    url: server?.url,
    stop: async () => server?.stop(),
  };
}
