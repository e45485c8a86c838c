/** Log-ins: InitiateAuth with a password or a refresh token, RevokeToken. */
import { isConditionFailed } from '../../lambdas/table/store.ts';
import type { StoredAccount } from './accounts.ts';
import { accountUpdate, findAccount } from './accounts.ts';
import type { PoolContext } from './context.ts';
import { CognitoError, noSuchUser, wrongCredentials, wrongToken } from './errors.ts';
import { accountOfSession, endSession, newSession, sessionOfToken } from './sessions.ts';
import type { IssuedTokens } from './tokens.ts';

const LONGEST_PAUSE_MS = 15 * 60_000;

export interface LoggedIn extends IssuedTokens {
  readonly refreshToken: string;
}

export async function passwordAuth(pool: PoolContext, email: string, password: string): Promise<LoggedIn> {
  if (!pool.settings.allowsPasswordAuth) throw flowDisabled('USER_PASSWORD_AUTH');
  const account = await findAccount(pool.store, email);
  if (account !== undefined) await countTry(pool, email);
  const matches = await pool.passwords.matches(password, account?.password);
  if (account === undefined) throw pool.settings.preventUserExistenceErrors ? wrongCredentials() : noSuchUser();
  if (!matches) throw wrongCredentials();
  if (!account.enabled) throw new CognitoError('NotAuthorizedException', 'User is disabled.');
  if (!account.confirmed) throw new CognitoError('UserNotConfirmedException', 'User is not confirmed.');
  const { session, refreshToken, write } = newSession(pool, account);
  await pool.store.write([accountUpdate(account.sub, { set: { failures: 0, lockedUntil: 0 } }), write]);
  return { ...(await pool.tokens.issue({ ...session, email: account.email })), refreshToken };
}

/**
 * Counts a try before the password is looked at, so parallel tries do not beat the pause that follows too many.
 * @throws CognitoError NotAuthorizedException during a pause
 */
async function countTry(pool: PoolContext, email: string): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    const account = await findAccount(pool.store, email);
    if (account === undefined) return;
    if (account.lockedUntil > pool.clock.now()) {
      throw new CognitoError('NotAuthorizedException', 'Password attempts exceeded');
    }
    if (await countedFrom(pool, account)) return;
  }
  throw new CognitoError('TooManyRequestsException', 'Too many requests');
}

async function countedFrom(pool: PoolContext, account: StoredAccount): Promise<boolean> {
  const failures = account.failures + 1;
  const beyond = failures - pool.settings.freeLogInFailures;
  const pause = beyond < 0 ? 0 : Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** beyond);
  const set = { failures, lockedUntil: pause === 0 ? 0 : pool.clock.now() + pause };
  try {
    await pool.store.update(accountUpdate(account.sub, { set }, { eq: ['failures', account.failures] }));
    return true;
  } catch (error) {
    if (isConditionFailed(error)) return false;
    throw error;
  }
}

export interface Refreshed extends IssuedTokens {
  readonly sub: string;
}

export async function refreshAuth(pool: PoolContext, refreshToken: string): Promise<Refreshed> {
  if (!pool.settings.allowsRefreshAuth) throw flowDisabled('REFRESH_TOKEN_AUTH');
  const session = await sessionOfToken(pool, refreshToken);
  if (session === undefined) throw wrongToken('Invalid Refresh Token');
  const account = await accountOfSession(pool, session);
  return { ...(await pool.tokens.issue({ ...session, email: account.email })), sub: account.sub };
}

/** Ends a refresh token and what came from it; an unknown one counts as ended. */
export async function revokeToken(pool: PoolContext, refreshToken: string): Promise<void> {
  const session = await sessionOfToken(pool, refreshToken);
  if (session !== undefined) await endSession(pool, session);
}

const flowDisabled = (flow: string): CognitoError =>
  new CognitoError('InvalidParameterException', `${flow} flow not enabled for this client`);
