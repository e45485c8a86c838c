import { Problem } from '../../protocol/errors.ts';
import type { IdentityProblem } from '../ports/index.ts';
import { isIdentityRefused } from '../ports/identity.ts';

/** Log in again: the token or session no longer counts. */
export const loggedOut = (): Problem => new Problem('unauthenticated', 'You are logged out. Log in again.');

/**
 * The one answer to a log-in that did not work. Whether the pool looks at the password of an unconfirmed account before
 * it says so is not documented, so that is never told apart; the sentence helps who did not confirm yet.
 */
export const badCredentials = (): Problem =>
  new Problem(
    'forbidden',
    'Address or password is wrong. Check both; if you have not entered the mailed code yet, register again.',
    { reason: 'bad_credentials' },
  );

export const badCode = (): Problem =>
  new Problem('invalid', 'This code is wrong or too old. Check it, or ask for a new one.', {
    field: 'code',
    reason: 'bad_code',
  });

/** Turns some refusals of the user pool into others; the rest go on. */
export async function refusing<T>(
  work: Promise<T>,
  answers: Partial<Record<IdentityProblem, () => Problem>>,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const answer = isIdentityRefused(error) ? answers[error.problem] : undefined;
    throw answer ? answer() : error;
  }
}
