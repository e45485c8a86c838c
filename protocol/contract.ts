import type * as z from 'zod/mini';
import type { ErrorCode } from './errors.ts';

/** Who may call: anyone; a browser with the session cookie; a person with an access token. */
export type Access = 'public' | 'cookie' | 'token';
export type Transport = 'http' | 'socket';

/** One action of the wire format: name `noun.verb`, what goes in, what comes out, how it may be refused. */
export interface Contract<Input extends z.ZodMiniType = z.ZodMiniType, Output extends z.ZodMiniType = z.ZodMiniType> {
  readonly summary: string;
  readonly access: Access;
  readonly transports: readonly Transport[];
  readonly input: Input;
  readonly output: Output;
  /** Besides `invalid`, `unauthenticated`, `rate_limited`, `too_large`, `unavailable`, `internal`, which any action may answer. */
  readonly errors: readonly ErrorCode[];
}

type Options = Partial<Pick<Contract, 'access' | 'transports' | 'errors'>>;

/** A contract for both transports and a person with an access token, unless said otherwise. */
export function contract<I extends z.ZodMiniType, O extends z.ZodMiniType>(
  summary: string,
  input: I,
  output: O,
  options: Options = {},
): Contract<I, O> {
  return { summary, input, output, access: 'token', transports: ['http', 'socket'], errors: ['forbidden'], ...options };
}
