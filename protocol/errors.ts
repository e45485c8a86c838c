import * as z from 'zod/mini';

/** Every refusal has one of these codes. `forbidden` and "there is no such thing" are the same answer. */
export const ERROR_CODES = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'conflict',
  'rate_limited',
  'too_large',
  'unavailable',
  'internal',
  'version_unsupported',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

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

export interface ProblemDetails {
  readonly field?: string;
  readonly retryAfterMs?: number;
  readonly reason?: string;
}

/** A refusal on its way to the client. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ErrorCode;
  readonly details: ProblemDetails;
  constructor(code: ErrorCode, message: string, details: ProblemDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
  body(): ErrorBody {
    return { code: this.code, message: this.message, ...this.details };
  }
}

/** The one answer for what is absent and for what is not theirs to see. */
export const forbidden = (): Problem =>
  new Problem('forbidden', 'This does not exist, or you have no access to it. Ask the person who sent you here.');
