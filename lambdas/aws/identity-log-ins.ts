import { InitiateAuthCommand, RevokeTokenCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { AuthenticationResultType, AuthFlowType } from '@aws-sdk/client-cognito-identity-provider';
import type { Identity } from '../ports/index.ts';
import type { Calls } from './identity-calls.ts';
import { present, refusing } from './identity-calls.ts';
import { WITH_TOKEN } from './identity-problems.ts';

export function logIns({ client, ClientId, secret }: Calls): Pick<Identity, 'logIn' | 'refresh' | 'revoke'> {
  const initiate = async (
    AuthFlow: AuthFlowType,
    username: string,
    given: Record<string, string>,
  ): Promise<AuthenticationResultType> => {
    const { AuthenticationResult = {} } = await secret.use(username, (SECRET_HASH) =>
      client.send(new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters: { ...given, SECRET_HASH } })),
    );
    return AuthenticationResult;
  };
  return {
    logIn: (email, password) =>
      refusing(async () => {
        const result = await initiate('USER_PASSWORD_AUTH', email, { USERNAME: email, PASSWORD: password });
        return { accessToken: present(result.AccessToken), refreshToken: present(result.RefreshToken) };
      }),
    // The hash is of the account's real name in the pool, which is its sub, not the address.
    refresh: (refreshToken, sub) =>
      refusing(async () => {
        const result = await initiate('REFRESH_TOKEN_AUTH', sub, { REFRESH_TOKEN: refreshToken });
        return { accessToken: present(result.AccessToken) };
      }, WITH_TOKEN),
    revoke: (Token) =>
      refusing(async () => {
        await secret.use('', (_hash, ClientSecret) =>
          client.send(new RevokeTokenCommand({ ClientId, ClientSecret, Token })),
        );
      }, WITH_TOKEN),
  };
}
