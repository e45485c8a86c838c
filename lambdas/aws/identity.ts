/** The Identity port over Cognito's user pool. */
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { Identity } from '../ports/index.ts';
import { accounts } from './identity-accounts.ts';
import { logIns } from './identity-log-ins.ts';
import { passwords } from './identity-passwords.ts';
import { registration } from './identity-registration.ts';
import { clientSecret } from './identity-secret.ts';

export interface CognitoConfig {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly endpoint: string | undefined;
}

/** Everything but `verify`, which needs neither the SDK nor the secret. */
export type ManagedIdentity = Omit<Identity, 'verify'>;

export function cognitoClient({ endpoint }: Pick<CognitoConfig, 'endpoint'>): CognitoIdentityProviderClient {
  return new CognitoIdentityProviderClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 8_000 },
    ...(endpoint === undefined ? {} : { endpoint }),
  });
}

export function createIdentity(client: CognitoIdentityProviderClient, config: CognitoConfig): ManagedIdentity {
  const calls = { client, ClientId: config.clientId, secret: clientSecret(client, config) };
  return { ...registration(calls), ...logIns(calls), ...passwords(calls), ...accounts(client, config.userPoolId) };
}
