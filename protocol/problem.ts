import type { ErrorBody } from './errors.ts';

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
