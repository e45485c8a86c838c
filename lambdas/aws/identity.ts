/** The Identity port over Cognito's user pool. */
import { createHmac } from 'node:crypto';
import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminUserGlobalSignOutCommand,
  ChangePasswordCommand,
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  DescribeUserPoolClientCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  ResendConfirmationCodeCommand,
  RevokeTokenCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { AdminGetUserCommandOutput, AuthenticationResultType } from '@aws-sdk/client-cognito-identity-provider';
import type { Account, Identity } from '../ports/index.ts';
import { IdentityRefused } from '../ports/identity.ts';
import { isSecretStale, nameOf, refusal, WITH_CODE, WITH_TOKEN } from './identity-problems.ts';

export interface CognitoConfig {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly endpoint: string | undefined;
}

export function cognitoClient({ endpoint }: Pick<CognitoConfig, 'endpoint'>): CognitoIdentityProviderClient {
  return new CognitoIdentityProviderClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 8_000 },
    ...(endpoint === undefined ? {} : { endpoint }),
  });
}

/** Everything but `verify`, which needs neither the SDK nor the secret. */
export type ManagedIdentity = Omit<Identity, 'verify'>;

type Client = Pick<CognitoIdentityProviderClient, 'send'>;

export function createIdentity(client: CognitoIdentityProviderClient, config: CognitoConfig): ManagedIdentity {
  const secret = clientSecret(client, config);
  return { ...withSecret(client, config, secret), ...asAdministrator(client, config.userPoolId) };
}

interface ClientSecret {
  /** Runs a call with the secret and its hash of a user's name; a stale secret is forgotten. */
  use<T>(username: string, work: (hash: string, secret: string) => Promise<T>): Promise<T>;
}

/** The client's secret, read once at the first need. */
function clientSecret(client: Client, { userPoolId, clientId }: CognitoConfig): ClientSecret {
  let reading: Promise<string> | undefined;
  const read = async (): Promise<string> => {
    const command = new DescribeUserPoolClientCommand({ UserPoolId: userPoolId, ClientId: clientId });
    const { UserPoolClient: found } = await client.send(command);
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
      const hash = createHmac('sha256', secret)
        .update(username + clientId)
        .digest('base64');
      try {
        return await work(hash, secret);
      } catch (error) {
        if (isSecretStale(error)) reading = undefined;
        throw error;
      }
    },
  };
}

/** A failure before the call proper: never the caller's doing, whatever its name. */
function unavailable(error: unknown): IdentityRefused {
  const refused = new IdentityRefused('unavailable', nameOf(error));
  refused.cause = error;
  return refused;
}

type AdministratorMethods = 'find' | 'remove' | 'signOutEverywhere' | 'setEnabled';

function withSecret(
  client: CognitoIdentityProviderClient,
  { clientId: ClientId }: CognitoConfig,
  secret: ClientSecret,
): Omit<ManagedIdentity, AdministratorMethods> {
  return {
    signUp: (email, password) =>
      refusing(async () => {
        const output = await secret.use(email, (SecretHash) =>
          client.send(
            new SignUpCommand({
              ClientId,
              SecretHash,
              Username: email,
              Password: password,
              UserAttributes: [{ Name: 'email', Value: email }],
            }),
          ),
        );
        return { sub: present(output.UserSub) };
      }),
    resendCode: (email) =>
      silently(() =>
        secret.use(email, (SecretHash) =>
          client.send(new ResendConfirmationCodeCommand({ ClientId, SecretHash, Username: email })),
        ),
      ),
    confirm: (email, code) =>
      refusing(async () => {
        await secret.use(email, (SecretHash) =>
          client.send(new ConfirmSignUpCommand({ ClientId, SecretHash, Username: email, ConfirmationCode: code })),
        );
      }, WITH_CODE),
    logIn: (email, password) =>
      refusing(async () => {
        const { AuthenticationResult } = await secret.use(email, (SECRET_HASH) =>
          client.send(
            new InitiateAuthCommand({
              ClientId,
              AuthFlow: 'USER_PASSWORD_AUTH',
              AuthParameters: { USERNAME: email, PASSWORD: password, SECRET_HASH },
            }),
          ),
        );
        return {
          accessToken: accessToken(AuthenticationResult),
          refreshToken: present(AuthenticationResult?.RefreshToken),
        };
      }),
    refresh: (refreshToken, sub) =>
      refusing(async () => {
        // The hash is of the account's real name in the pool, which is its sub, not the address.
        const { AuthenticationResult } = await secret.use(sub, (SECRET_HASH) =>
          client.send(
            new InitiateAuthCommand({
              ClientId,
              AuthFlow: 'REFRESH_TOKEN_AUTH',
              AuthParameters: { REFRESH_TOKEN: refreshToken, SECRET_HASH },
            }),
          ),
        );
        return { accessToken: accessToken(AuthenticationResult) };
      }, WITH_TOKEN),
    revoke: (refreshToken) =>
      refusing(async () => {
        await secret.use('', (_hash, ClientSecret) =>
          client.send(new RevokeTokenCommand({ ClientId, ClientSecret, Token: refreshToken })),
        );
      }, WITH_TOKEN),
    forgotPassword: (email) =>
      silently(() =>
        secret.use(email, (SecretHash) =>
          client.send(new ForgotPasswordCommand({ ClientId, SecretHash, Username: email })),
        ),
      ),
    resetPassword: (email, code, password) =>
      refusing(async () => {
        await secret.use(email, (SecretHash) =>
          client.send(
            new ConfirmForgotPasswordCommand({
              ClientId,
              SecretHash,
              Username: email,
              ConfirmationCode: code,
              Password: password,
            }),
          ),
        );
      }, WITH_CODE),
    changePassword: (token, current, next) =>
      refusing(async () => {
        await client.send(
          new ChangePasswordCommand({ AccessToken: token, PreviousPassword: current, ProposedPassword: next }),
        );
      }),
  };
}

function asAdministrator(
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
): Pick<ManagedIdentity, AdministratorMethods> {
  return {
    find: (email) =>
      refusing(async () => {
        const output = await orUnknown(client.send(new AdminGetUserCommand({ UserPoolId, Username: email })));
        return output === undefined ? undefined : asAccount(output);
      }),
    remove: (email) =>
      refusing(async () => {
        await orUnknown(client.send(new AdminDeleteUserCommand({ UserPoolId, Username: email })));
      }),
    signOutEverywhere: (Username) =>
      refusing(async () => {
        await orUnknown(client.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username })));
      }),
    setEnabled: (Username, enabled) =>
      refusing(async () => {
        if (enabled) await client.send(new AdminEnableUserCommand({ UserPoolId, Username }));
        else await client.send(new AdminDisableUserCommand({ UserPoolId, Username }));
      }),
  };
}

async function refusing<T>(work: () => Promise<T>, special?: Parameters<typeof refusal>[1]): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof IdentityRefused ? error : refusal(error, special);
  }
}

/** A call that tells nobody whether the account exists or needs a code. */
async function silently(work: () => Promise<unknown>): Promise<void> {
  await refusing(work).catch((error: unknown) => {
    const name = error instanceof IdentityRefused ? nameOf(error.cause) : '';
    if (name !== 'UserNotFoundException' && name !== 'InvalidParameterException') throw error;
  });
}

async function orUnknown<T>(work: Promise<T>): Promise<T | undefined> {
  return work.catch((error: unknown) => {
    if (nameOf(error) === 'UserNotFoundException') return undefined;
    throw error;
  });
}

/** A result without tokens asks for something that this client does not offer, such as a second factor. */
function accessToken(result: AuthenticationResultType | undefined): string {
  return present(result?.AccessToken);
}

function present(value: string | undefined): string {
  if (value === undefined) throw new IdentityRefused('unavailable', 'incomplete answer of the user pool');
  return value;
}

function asAccount(output: AdminGetUserCommandOutput): Account {
  const attribute = (name: string): string =>
    present(output.UserAttributes?.find((candidate) => candidate.Name === name)?.Value);
  return {
    sub: attribute('sub'),
    email: attribute('email'),
    confirmed: output.UserStatus !== 'UNCONFIRMED',
    enabled: output.Enabled !== false,
  };
}
