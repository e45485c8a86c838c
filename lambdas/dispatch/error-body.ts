import type { ErrorBody } from '../../protocol/errors.ts';
import { Problem } from '../../protocol/errors.ts';
import { badCode, badCredentials, loggedOut } from '../flows/session-problems.ts';
import type { IdentityProblem, Log } from '../ports/index.ts';
import { isIdentityRefused } from '../ports/identity.ts';
import { isConditionFailed, isStoreUnavailable } from '../table/store.ts';
import { isNewerData } from '../table/versions.ts';

const SOON_MS = 2_000;
const MINUTE_MS = 60_000;

const BY_IDENTITY: Readonly<Record<IdentityProblem, () => Problem>> = {
  'account-exists': () => new Problem('conflict', 'This address has an account. Log in, or reset the password.'),
  'bad-credentials': badCredentials,
  'not-confirmed': badCredentials,
  'bad-code': badCode,
  'expired-code': badCode,
  'weak-password': () => new Problem('invalid', 'Choose a longer password.', { field: 'password' }),
  'rate-limited': () =>
    new Problem('rate_limited', 'Too many tries. Wait a minute, then try again.', { retryAfterMs: MINUTE_MS }),
  'bad-token': loggedOut,
  unavailable: () =>
    new Problem('unavailable', 'Signing in is not available now. Try again in a moment.', { retryAfterMs: SOON_MS }),
};

/** Turns whatever an action threw into the answer; the one place that does. Surprises are logged, without content. */
export function toErrorBody(error: unknown, log: Log, action: string): ErrorBody {
  return toProblem(error, log, action).body();
}

function toProblem(error: unknown, log: Log, action: string): Problem {
  if (error instanceof Problem) return error;
  if (isIdentityRefused(error)) return BY_IDENTITY[error.problem]();
  if (isConditionFailed(error)) {
    return new Problem('conflict', 'Someone changed this at the same time. Look at it again, then repeat.');
  }
  if (isStoreUnavailable(error)) {
    log.warn('store unavailable', { action, why: error.message });
    return new Problem('unavailable', 'Parley is busy. Try again in a moment.', { retryAfterMs: error.retryAfterMs });
  }
  if (isNewerData(error)) {
    log.error('data of a newer version', error, { action });
    return new Problem(
      'unavailable',
      'A newer version of Parley wrote this. Try again in a minute; if it stays so, ask your operator to put that version up again.',
      {
        retryAfterMs: MINUTE_MS,
      },
    );
  }
  log.error('action failed', error, { action });
  return new Problem('internal', 'Something went wrong here. Try again; if it stays so, tell your operator.');
}
