/** Registration: SignUp, ResendConfirmationCode, ConfirmSignUp. */
import { addAccount, findAccount } from './accounts.ts';
import { sendCode, useCode } from './codes.ts';
import type { PoolContext } from './context.ts';
import { CognitoError, expiredCode, noSuchUser } from './errors.ts';
import { checkPolicy } from './passwords.ts';
import { uuid } from './uuid.ts';

export async function signUp(pool: PoolContext, email: string, password: string): Promise<{ readonly sub: string }> {
  if (!pool.settings.selfSignUp)
    throw new CognitoError('NotAuthorizedException', 'SignUp is not permitted for this user pool');
  if (!/^[^\s@]+@[^\s@]+$/.test(email))
    throw new CognitoError('InvalidParameterException', 'Username should be an email.');
  checkPolicy(password, pool.settings.passwordPolicy);
  const hash = await pool.passwords.hash(password);
  const account = await addAccount(pool.store, { sub: uuid(pool.random), email, password: hash });
  await sendCode(pool, account, 'confirm');
  return { sub: account.sub };
}

export async function resendConfirmationCode(pool: PoolContext, email: string): Promise<void> {
  const account = await findAccount(pool.store, email);
  if (account === undefined) return quietly(pool);
  if (account.confirmed) throw new CognitoError('InvalidParameterException', 'User is already confirmed.');
  await sendCode(pool, account, 'confirm');
}

export async function confirmSignUp(pool: PoolContext, email: string, code: string): Promise<void> {
  const account = await findAccount(pool.store, email);
  if (account === undefined) throw pool.settings.preventUserExistenceErrors ? expiredCode() : noSuchUser();
  if (account.confirmed) {
    throw new CognitoError('NotAuthorizedException', 'User cannot be confirmed. Current status is CONFIRMED');
  }
  await useCode(pool, account, 'confirm', code, { set: { confirmed: true } });
}

/** What an unknown account gets where the pool hides who exists: nothing, as if a code were on its way. */
export function quietly(pool: PoolContext): void {
  if (!pool.settings.preventUserExistenceErrors) throw noSuchUser();
}
