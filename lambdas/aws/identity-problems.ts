/** The user pool's errors as problems of the Identity port. */
import type { IdentityProblem } from '../ports/index.ts';
import { IdentityRefused } from '../ports/identity.ts';

type Problems = { readonly [errorName: string]: IdentityProblem };

const PROBLEMS: Problems = {
  AliasExistsException: 'account-exists',
  CodeMismatchException: 'bad-code',
  ExpiredCodeException: 'expired-code',
  InvalidPasswordException: 'weak-password',
  LimitExceededException: 'rate-limited',
  NotAuthorizedException: 'bad-credentials',
  PasswordHistoryPolicyViolationException: 'weak-password',
  PasswordResetRequiredException: 'bad-credentials',
  ThrottlingException: 'rate-limited',
  TooManyFailedAttemptsException: 'rate-limited',
  TooManyRequestsException: 'rate-limited',
  UserNotConfirmedException: 'not-confirmed',
  UserNotFoundException: 'bad-credentials',
  UsernameExistsException: 'account-exists',
};

/** In calls with a code, an account that is unknown or needs no code says no more than a wrong code does. */
export const WITH_CODE: Problems = {
  NotAuthorizedException: 'bad-code',
  UserNotFoundException: 'bad-code',
  InvalidParameterException: 'bad-code',
};
export const WITH_TOKEN: Problems = {
  NotAuthorizedException: 'bad-token',
  UserNotFoundException: 'bad-token',
  RefreshTokenReuseException: 'bad-token',
  InvalidParameterException: 'bad-token',
};

/**
 * What an error of the SDK means. Everything that is not the caller's doing (network, permissions, our client secret)
 * is 'unavailable'; the error itself stays as the cause.
 */
export function refusal(error: unknown, special: Problems = {}): IdentityRefused {
  const refused = new IdentityRefused(problemOf(error, special), nameOf(error));
  refused.cause = error;
  return refused;
}

export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

/** Our secret was changed while we ran. */
export const isSecretStale = (error: unknown): boolean =>
  error instanceof Error && /^(NotAuthorized|Unauthorized)Exception$/.test(error.name) && /secret/i.test(error.message);

function problemOf(error: unknown, special: Problems): IdentityProblem {
  if (isSecretStale(error)) return 'unavailable';
  const name = nameOf(error);
  // The pool refuses a password that begins or ends with a blank as a malformed parameter.
  const aboutPassword = error instanceof Error && /password/i.test(error.message);
  if (name === 'InvalidParameterException' && aboutPassword) return 'weak-password';
  return special[name] ?? PROBLEMS[name] ?? 'unavailable';
}

/** A failure before the call proper: never the caller's doing, whatever its name. */
export function unavailable(error: unknown): IdentityRefused {
  const refused = new IdentityRefused('unavailable', nameOf(error));
  refused.cause = error;
  return refused;
}
