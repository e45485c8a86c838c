import type * as z from 'zod/mini';
import type { ErrorCode } from './errors.ts';

/** Who may call: anyone; a browser with the session cookie; a person with an access token. */
export type Access = 'public' | 'cookie' | 'token';
export type Transport = 'http' | 'socket';

/** One action of the wire format: name `noun.verb`, what goes in, what comes out, how it may be refused. */
export interface Contract<
  Input extends z.ZodMiniType = z.ZodMiniType,
  Output extends z.ZodMiniType = z.ZodMiniType,
  By extends Access = Access,
  Over extends Transport = Transport,
> {
  readonly summary: string;
  readonly access: By;
  readonly transports: readonly Over[];
  readonly input: Input;
  readonly output: Output;
  /** Besides `invalid`, `unauthenticated`, `rate_limited`, `too_large`, `unavailable`, `internal`, which any action may answer. */
  readonly errors: readonly ErrorCode[];
}

interface Options<By extends Access, Over extends Transport> {
  readonly access?: By;
  readonly transports?: readonly Over[];
  readonly errors?: readonly ErrorCode[];
}

/** A contract for both transports and a person with an access token, unless said otherwise. */
export function contract<
  I extends z.ZodMiniType,
  O extends z.ZodMiniType,
  const By extends Access = 'token',
  const Over extends Transport = Transport,
>(summary: string, input: I, output: O, options: Options<By, Over> = {}): Contract<I, O, By, Over> {
  // The casts repeat the defaults of the type parameters, which hold exactly when the option is absent.
  return {
    summary,
    input,
    output,
    access: options.access ?? ('token' as By),
    transports: options.transports ?? (['http', 'socket'] as Transport[] as Over[]),
    errors: options.errors ?? ['forbidden'],
  };
}
