import { CONTRACTS, type ActionName, type Input } from '../../../protocol/contracts.ts';
import { Problem, type ErrorBody } from '../../../protocol/errors.ts';

/** What a failed call tells the person. */
export const errorBodyOf = (cause: unknown): ErrorBody =>
  cause instanceof Problem
    ? cause.body()
    : { code: 'internal', message: 'Something went wrong in this window. Reload it and try again.' };

/** The same input, checked by the contract before anything is sent. @throws Problem naming the field */
export function valid<A extends ActionName>(action: A, input: Input<A>): Input<A> {
  const parsed = CONTRACTS[action].input.safeParse(input);
  if (parsed.success) return input;
  const issue = parsed.error.issues[0];
  throw new Problem('invalid', issue?.message ?? 'Check what you entered.', { field: issue?.path.join('.') ?? '' });
}

/** A refusal with the time to wait in words. */
export function sentenceOf(error: ErrorBody): string {
  if (error.code !== 'rate_limited' || error.retryAfterMs === undefined) return error.message;
  const seconds = Math.ceil(error.retryAfterMs / 1000);
  return seconds < 90
    ? `That was too often. Try again in ${seconds} s.`
    : `That was too often. Try again in ${Math.ceil(seconds / 60)} minutes.`;
}
