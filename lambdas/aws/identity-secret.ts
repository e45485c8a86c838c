/** The secret of the user pool's client, read once at the first need. */
import { createHmac } from 'node:crypto';
import { DescribeUserPoolClientCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { isSecretStale, unavailable } from './identity-problems.ts';

export interface ClientSecret {
  /** Runs a call with the hash of a user's name under the secret, and the secret; a stale secret is forgotten. */
  use<T>(username: string, work: (hash: string, secret: string) => Promise<T>): Promise<T>;
}

export function clientSecret(
  client: CognitoIdentityProviderClient,
  { userPoolId: UserPoolId, clientId: ClientId }: { readonly userPoolId: string; readonly clientId: string },
): ClientSecret {
  let reading: Promise<string> | undefined;
  const read = async (): Promise<string> => {
    const { UserPoolClient: found } = await client.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
    if (found?.ClientSecret === undefined) throw new Error('the user pool client has no secret');
    return found.ClientSecret;
  };
  return {
    use: async (username, work) => {
      reading ??= read();
      const secret = await reading.catch((error: unknown) => {
        reading = undefined;
        throw unavailable(error);
      });
      const hash = createHmac('sha256', secret).update(`${username}${ClientId}`).digest('base64');
      try {
        return await work(hash, secret);
      } catch (error) {
        if (isSecretStale(error)) reading = undefined;
        throw error;
      }
    },
  };
}
