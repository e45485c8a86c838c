/** Log-ins: one item per `origin_jti` with the hash of its refresh token. Revoking deletes the item. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Item, Write } from '../../lambdas/table/store.ts';
import type { StoredAccount } from './accounts.ts';
import { findAccount } from './accounts.ts';
import type { PoolContext } from './context.ts';
import { wrongToken } from './errors.ts';
import { keys } from './keys.ts';
import { uuid } from './uuid.ts';
import { numberOf, textOf } from './fields.ts';

export interface Session {
  readonly sub: string;
  readonly originJti: string;
  readonly authTime: number;
  readonly generation: number;
  readonly expiresAt: number;
}

export interface NewSession {
  readonly session: Session;
  readonly refreshToken: string;
  /** Stores the session; to be part of the log-in's own write. */
  readonly write: Write;
}

const hashOf = (refreshToken: string): string => createHash('sha256').update(refreshToken).digest('base64url');

export function newSession({ random, clock, settings }: PoolContext, account: StoredAccount): NewSession {
  const authTime = clock.now();
  const session: Session = {
    sub: account.sub,
    originJti: uuid(random),
    authTime,
    generation: account.generation,
    expiresAt: authTime + settings.refreshTokenMs,
  };
  const secret = Buffer.from(random.bytes(32)).toString('base64url');
  const refreshToken = `${session.originJti}.${secret}`;
  const ttl = Math.ceil(session.expiresAt / 1000);
  const write = { put: { ...keys.session(session.originJti), ...session, hash: hashOf(refreshToken), ttl } };
  return { session, refreshToken, write };
}

const asSession = (item: Item): Session => ({
  sub: textOf(item, 'sub'),
  originJti: textOf(item, 'originJti'),
  authTime: numberOf(item, 'authTime'),
  generation: numberOf(item, 'generation'),
  expiresAt: numberOf(item, 'expiresAt'),
});

/** The session that a refresh token names, also one that has ended; undefined when it was revoked or never issued. */
export async function sessionOfToken({ store }: PoolContext, refreshToken: string): Promise<Session | undefined> {
  const originJti = refreshToken.split('.')[0] ?? '';
  if (originJti === '') return undefined;
  const item = await store.get(keys.session(originJti), { consistent: true });
  if (item === undefined) return undefined;
  const [actual, expected] = [Buffer.from(hashOf(refreshToken)), Buffer.from(textOf(item, 'hash'))];
  return timingSafeEqual(actual, expected) ? asSession(item) : undefined;
}

/** The account of a session that still holds. @throws CognitoError NotAuthorizedException */
export async function accountOfSession(pool: PoolContext, session: Session): Promise<StoredAccount> {
  const account = await findAccount(pool.store, session.sub);
  if (account === undefined) throw wrongToken('Invalid Refresh Token');
  if (!account.enabled) throw wrongToken('User is disabled.');
  if (account.generation !== session.generation) throw wrongToken('Refresh Token has been revoked');
  if (session.expiresAt <= pool.clock.now()) throw wrongToken('Refresh Token has expired');
  return account;
}

/** The account that an access token speaks for, unless its session was revoked. @throws CognitoError NotAuthorizedException */
export async function accountOfAccessToken(pool: PoolContext, accessToken: string): Promise<StoredAccount> {
  const { originJti } = await pool.tokens.verifyAccess(accessToken);
  const item = await pool.store.get(keys.session(originJti), { consistent: true });
  if (item === undefined) throw wrongToken('Access Token has been revoked');
  return accountOfSession(pool, asSession(item));
}

export async function endSession({ store }: PoolContext, session: Session): Promise<void> {
  await store.write([{ delete: keys.session(session.originJti) }]);
}
