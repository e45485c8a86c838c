/** Passwords that change: ForgotPassword, ConfirmForgotPassword, ChangePassword. */
import { accountUpdate, findAccount } from './accounts.ts';
import { sendCode, useCode } from './codes.ts';
import type { PoolContext } from './context.ts';
import { CognitoError, expiredCode, noSuchUser, wrongCredentials } from './errors.ts';
import { checkPolicy } from './passwords.ts';
import { accountOfAccessToken } from './sessions.ts';
import { quietly } from './sign-up.ts';

export async function forgotPassword(pool: PoolContext, email: string): Promise<void> {
  const account = await findAccount(pool.store, email);
  if (account === undefined) return quietly(pool);
  if (account.confirmed && account.enabled) return sendCode(pool, account, 'reset');
  if (pool.settings.preventUserExistenceErrors) return;
  throw new CognitoError(
    'InvalidParameterException',
    'Cannot reset password for the user as there is no verified email',
  );
}

export async function confirmForgotPassword(
  pool: PoolContext,
  email: string,
  code: string,
  password: string,
): Promise<void> {
  checkPolicy(password, pool.settings.passwordPolicy);
  const account = await findAccount(pool.store, email);
  if (account === undefined) throw pool.settings.preventUserExistenceErrors ? expiredCode() : noSuchUser();
  const hash = await pool.passwords.hash(password);
  await useCode(pool, account, 'reset', code, { set: { password: hash, failures: 0, lockedUntil: 0 } });
}

export async function changePassword(
  pool: PoolContext,
  accessToken: string,
  current: string,
  next: string,
): Promise<void> {
  const account = await accountOfAccessToken(pool, accessToken);
  if (!(await pool.passwords.matches(current, account.password))) throw wrongCredentials();
  checkPolicy(next, pool.settings.passwordPolicy);
  const password = await pool.passwords.hash(next);
  await pool.store.update(accountUpdate(account.sub, { set: { password } }));
}
