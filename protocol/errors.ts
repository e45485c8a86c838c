import * as z from 'zod/mini';
import { ERROR_CODES, type ErrorCode } from './problem.ts';

export { forbidden, Problem, type ErrorCode } from './problem.ts';

export const HTTP_STATUS: Readonly<Record<ErrorCode, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  conflict: 409,
  rate_limited: 429,
  too_large: 413,
  unavailable: 503,
  internal: 500,
  version_unsupported: 426,
};

/** What a client is told: a code to act on and a sentence that says what to do next. */
export const ErrorBody = z.strictObject({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  /** Dotted path of the input field that is wrong. */
  field: z.optional(z.string()),
  /** When to try again, in milliseconds. */
  retryAfterMs: z.optional(z.number()),
  /** What exactly is in the way, where a client acts on it: `archived`, `name_taken`, `invite_used` … */
  reason: z.optional(z.string()),
});
export type ErrorBody = z.infer<typeof ErrorBody>;
