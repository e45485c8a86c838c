import { ERROR_CODES, Problem, type ErrorCode, type ProblemDetails } from '../../../protocol/problem.ts';

/** No answer came; whether the server did it is unknown. */
export const noAnswer = (): Problem =>
  new Problem('unavailable', 'Parley cannot be reached. Check your connection; it goes on by itself.', {
    reason: 'offline',
  });

/** The answer was not one of ours (a proxy, an error page). */
export const notOurs = (status: number): Problem =>
  new Problem(status === 429 ? 'rate_limited' : 'unavailable', 'Parley did not answer. Try again in a moment.', {
    retryAfterMs: 1_000,
  });

export const loggedOut = (): Problem => new Problem('unauthenticated', 'You are logged out. Log in to go on.');

const isCode = (code: unknown): code is ErrorCode => ERROR_CODES.some((known) => known === code);

/** A refusal as the server wrote it. */
export function problemOf(body: unknown, status = 500): Problem {
  if (typeof body !== 'object' || body === null || !('code' in body) || !isCode(body.code)) return notOurs(status);
  const { code, message, ...details } = body as ProblemDetails & { code: ErrorCode; message: string };
  return new Problem(code, message, details);
}

/** A thrown value as a refusal; whatever is not one means that no answer came. */
export const asProblem = (error: unknown): Problem => (error instanceof Problem ? error : noAnswer());

/** True when trying again later can help, under the same client message id. */
export const isPassing = ({ code }: Problem): boolean =>
  code === 'unavailable' || code === 'internal' || code === 'rate_limited' || code === 'unauthenticated';
