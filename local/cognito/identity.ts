/** The Identity port on the pool itself, without HTTP between them. */
import type { AccessClaims, Identity, IdentityProblem } from '../../lambdas/ports/index.ts';
import { IdentityRefused } from '../../lambdas/ports/identity.ts';
import { isStoreUnavailable } from '../../lambdas/table/store.ts';
import { adminDeleteUser, adminGetUser, adminSetEnabled, adminUserGlobalSignOut } from './admin.ts';
import type { PoolContext } from './context.ts';
import type { CognitoErrorName } from './errors.ts';
import { CognitoError } from './errors.ts';
import { passwordAuth, refreshAuth, revokeToken } from './log-in.ts';
import { changePassword, confirmForgotPassword, forgotPassword } from './recovery.ts';
import { confirmSignUp, resendConfirmationCode, signUp } from './sign-up.ts';
import { verifyCached } from './verify-cached.ts';

const PROBLEMS: { readonly [name in CognitoErrorName]?: IdentityProblem } = {
  CodeMismatchException: 'bad-code',
  ExpiredCodeException: 'expired-code',
  InvalidPasswordException: 'weak-password',
  LimitExceededException: 'rate-limited',
  NotAuthorizedException: 'bad-credentials',
  TooManyRequestsException: 'rate-limited',
  UserNotConfirmedException: 'not-confirmed',
  UserNotFoundException: 'bad-credentials',
  UsernameExistsException: 'account-exists',
};

type Overrides = { readonly [name in CognitoErrorName]?: IdentityProblem | 'ignore' };

/** Runs a call of the pool; its refusals become problems, or nothing where the port is silent about them. */
async function call(work: Promise<unknown>, overrides: Overrides = {}): Promise<void> {
  await work.catch((error: unknown) => {
    const problem = error instanceof CognitoError ? overrides[error.name] : undefined;
    if (problem !== 'ignore') throw refusal(error, problem);
  });
}

async function get<T>(
  work: Promise<T>,
  overrides: { readonly [name in CognitoErrorName]?: IdentityProblem } = {},
): Promise<T> {
  return work.catch((error: unknown) => {
    throw refusal(error, error instanceof CognitoError ? overrides[error.name] : undefined);
  });
}

function refusal(error: unknown, problem?: IdentityProblem): unknown {
  if (isStoreUnavailable(error)) return new IdentityRefused('unavailable', error.message);
  if (!(error instanceof CognitoError)) return error;
  if (error.name === 'InvalidParameterException' && error.message.includes('password')) {
    return new IdentityRefused('weak-password', error.message);
  }
  return new IdentityRefused(problem ?? PROBLEMS[error.name] ?? 'unavailable', error.message);
}

/** In a call with a code, these say no more than that the code does not fit. */
const CODE: Overrides = { NotAuthorizedException: 'bad-code', UserNotFoundException: 'bad-code' };
/** Silent calls: who is unknown, or needs no code, learns nothing. */
const SILENT: Overrides = { InvalidParameterException: 'ignore', UserNotFoundException: 'ignore' };

export function createIdentity(pool: PoolContext): Identity {
  const verify = verifyCached(pool.clock, (token): Promise<AccessClaims> =>
    get(pool.tokens.verifyAccess(token), { NotAuthorizedException: 'bad-token' }),
  );
  return {
    signUp: (email, password) => get(signUp(pool, email, password)),
    resendCode: (email) => call(resendConfirmationCode(pool, email), SILENT),
    confirm: (email, code) => call(confirmSignUp(pool, email, code), CODE),
    logIn: async (email, password) => {
      const { accessToken, refreshToken } = await get(passwordAuth(pool, email, password));
      return { accessToken, refreshToken };
    },
    refresh: async (refreshToken) => {
      const { accessToken } = await get(refreshAuth(pool, refreshToken), { NotAuthorizedException: 'bad-token' });
      return { accessToken };
    },
    revoke: (refreshToken) => call(revokeToken(pool, refreshToken)),
    forgotPassword: (email) => call(forgotPassword(pool, email), SILENT),
    resetPassword: (email, code, password) => call(confirmForgotPassword(pool, email, code, password), CODE),
    changePassword: (token, current, next) => call(changePassword(pool, token, current, next)),
    find: async (email) => {
      const account = await adminGetUser(pool, email).catch(undefinedIfUnknown);
      if (account === undefined) return undefined;
      const { sub, email: address, confirmed, enabled } = account;
      return { sub, email: address, confirmed, enabled };
    },
    remove: (email) => call(adminDeleteUser(pool, email), { UserNotFoundException: 'ignore' }),
    signOutEverywhere: (username) => call(adminUserGlobalSignOut(pool, username), { UserNotFoundException: 'ignore' }),
    setEnabled: (username, enabled) => call(adminSetEnabled(pool, username, enabled)),
    verify,
  };
}

function undefinedIfUnknown(error: unknown): undefined {
  if (error instanceof CognitoError && error.name === 'UserNotFoundException') return undefined;
  throw error;
}
