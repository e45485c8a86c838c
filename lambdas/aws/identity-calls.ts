/** How a call of the user pool ends: with its result, with a refusal of the port, or silently. */
import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { IdentityRefused } from '../ports/identity.ts';
import { nameOf, refusal } from './identity-problems.ts';
import type { ClientSecret } from './identity-secret.ts';

/** What the calls under the client's secret share. */
export interface Calls {
  readonly client: CognitoIdentityProviderClient;
  readonly ClientId: string;
  readonly secret: ClientSecret;
}

/** @throws IdentityRefused, whatever goes wrong */
export async function refusing<T>(work: () => Promise<T>, special?: Parameters<typeof refusal>[1]): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof IdentityRefused ? error : refusal(error, special);
  }
}

/** A call that tells nobody whether the account exists or needs a code. */
export async function silently(work: () => Promise<unknown>): Promise<void> {
  await refusing(work).catch((error: unknown) => {
    const name = error instanceof IdentityRefused ? nameOf(error.cause) : '';
    if (name !== 'UserNotFoundException' && name !== 'InvalidParameterException') throw error;
  });
}

/** The result of a call, undefined when the account is unknown. */
export async function orUnknown<T>(work: Promise<T>): Promise<T | undefined> {
  return work.catch((error: unknown) => {
    if (nameOf(error) === 'UserNotFoundException') return undefined;
    throw error;
  });
}

/** A value that every complete answer has; a log-in without tokens, say, asks for a factor that we do not offer. */
export function present(value: string | undefined): string {
  if (value === undefined) throw new IdentityRefused('unavailable', 'incomplete answer of the user pool');
  return value;
}
