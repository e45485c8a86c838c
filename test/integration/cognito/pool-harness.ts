/** A pool on a store in memory, seen through the Identity port: embedded, or over HTTP with the real SDK. */
import { CognitoIdentityProviderClient, InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import { createHmac } from 'node:crypto';
import { createIdentity } from '../../../lambdas/aws/identity.ts';
import { createVerify } from '../../../lambdas/aws/identity-verify.ts';
import { systemRandom } from '../../../lambdas/aws/random.ts';
import type { Identity } from '../../../lambdas/ports/index.ts';
import { textOf } from '../../../local/cognito/fields.ts';
import { keys } from '../../../local/cognito/keys.ts';
import type { Cognito } from '../../../local/cognito/cognito.ts';
import { startCognito } from '../../../local/cognito/cognito.ts';
import type { Mail } from '../../../local/cognito/inbox.ts';
import type { PoolSettings } from '../../../local/cognito/settings.ts';
import { DEFAULTS } from '../../../local/cognito/settings.ts';
import type { LocalStore } from '../../../local/store/index.ts';
import { openStore } from '../../../local/store/index.ts';
import { TABLE } from '../../../lambdas/table/schema.ts';

export const MINUTE = 60_000;
export const PASSWORD = 'correct horse battery';

const SETTINGS: PoolSettings = {
  ...DEFAULTS,
  userPoolId: 'eu-central-1_Test00001',
  clientId: 'client1',
  passwordPolicy: {
    minimumLength: 10,
    requireLowercase: false,
    requireUppercase: false,
    requireNumbers: false,
    requireSymbols: false,
  },
  accessTokenMs: 15 * MINUTE,
  idTokenMs: 15 * MINUTE,
  preventUserExistenceErrors: true,
  allowsPasswordAuth: true,
  allowsRefreshAuth: true,
  scrypt: { N: 2 ** 8, r: 8, p: 1 },
};

export interface Pool {
  readonly identity: Identity;
  readonly cognito: Cognito;
  readonly store: LocalStore;
  readonly mails: Mail[];
  /** The SDK's client of the pool's endpoint. */
  readonly client: CognitoIdentityProviderClient;
  /** Moves the pool's clock. */
  advance(ms: number): void;
  /** The newest code that was mailed to an address. */
  code(email: string): string;
  /** A confirmed account. */
  register(email: string, password?: string): Promise<void>;
  secretHash(username: string): Promise<string>;
  /** An ID token, which only the raw API gives. */
  idToken(email: string): Promise<string>;
  stop(): Promise<void>;
}

export type Side = 'embedded' | 'sdk';

export interface PoolOptions {
  readonly settings?: Partial<PoolSettings>;
  /** How far the pool's clock is from the real one when it starts. */
  readonly skewMs?: number;
  readonly store?: LocalStore;
  readonly port?: number;
}

const memoryStore = (): LocalStore => openStore({ path: ':memory:', table: TABLE, now: () => Date.now() });

export async function startPool(
  side: Side,
  { settings, skewMs = 0, store = memoryStore(), port = 0 }: PoolOptions = {},
): Promise<Pool> {
  let skew = skewMs;
  const clock = { now: () => Date.now() + skew, wait: () => Promise.resolve() };
  const mails: Mail[] = [];
  const used = { ...SETTINGS, ...settings };
  const { userPoolId, clientId } = used;
  const deliver = (mail: Mail): void => void mails.push(mail);
  const cognito = await startCognito({
    settings: used,
    store,
    clock,
    random: systemRandom,
    deliver,
    listen: { port },
  });
  const endpoint = cognito.url ?? '';
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new CognitoIdentityProviderClient({ region: 'eu-central-1', endpoint, credentials, maxAttempts: 1 });
  const config = { userPoolId, clientId, endpoint };
  const identity =
    side === 'embedded' ? cognito.identity : { ...createIdentity(client, config), verify: createVerify(config) };
  const code = (email: string): string => mails.findLast((mail) => mail.to === email)?.code ?? 'none';
  const secretHash = async (username: string): Promise<string> => {
    const item = await store.get(keys.secrets(userPoolId));
    const secret = item === undefined ? '' : textOf(item, 'clientSecret');
    return createHmac('sha256', secret)
      .update(username + clientId)
      .digest('base64');
  };
  return {
    identity,
    cognito,
    store,
    mails,
    client,
    advance: (ms) => {
      skew += ms;
    },
    code,
    register: async (email, password = PASSWORD) => {
      await identity.signUp(email, password);
      await identity.confirm(email, code(email));
    },
    secretHash,
    idToken: async (email) => {
      const SECRET_HASH = await secretHash(email);
      const AuthParameters = { USERNAME: email, PASSWORD, SECRET_HASH };
      const given = { ClientId: clientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters } as const;
      const { AuthenticationResult } = await client.send(new InitiateAuthCommand(given));
      return AuthenticationResult?.IdToken ?? '';
    },
    stop: async () => {
      client.destroy();
      await cognito.stop();
    },
  };
}
