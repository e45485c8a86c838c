/** The pool's API operations by name: JSON in, JSON out. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { StoredAccount } from './accounts.ts';
import { adminDeleteUser, adminGetUser, adminSetEnabled, adminUserGlobalSignOut } from './admin.ts';
import type { PoolContext } from './context.ts';
import { CognitoError } from './errors.ts';
import { passwordAuth, refreshAuth, revokeToken } from './log-in.ts';
import { changePassword, confirmForgotPassword, forgotPassword } from './recovery.ts';
import type { PoolSecrets } from './secrets.ts';
import { sessionOfToken } from './sessions.ts';
import { confirmSignUp, resendConfirmationCode, signUp } from './sign-up.ts';
import type { IssuedTokens } from './tokens.ts';

export type Input = { readonly [name: string]: unknown };
export type Operation = (input: Input) => Promise<object>;

const isInput = (value: unknown): value is Input =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A required text parameter. */
function text(input: Input, name: string): string {
  const value = input[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new CognitoError('InvalidParameterException', `Missing required parameter ${name}`);
}

const sent = (email: string): object => ({
  CodeDeliveryDetails: {
    AttributeName: 'email',
    DeliveryMedium: 'EMAIL',
    Destination: email.replace(/^(.).*(@.).*$/, '$1***$2***'),
  },
});

const result = (tokens: IssuedTokens & { readonly refreshToken?: string }): object => ({
  ChallengeParameters: {},
  AuthenticationResult: {
    AccessToken: tokens.accessToken,
    IdToken: tokens.idToken,
    ...(tokens.refreshToken === undefined ? {} : { RefreshToken: tokens.refreshToken }),
    ExpiresIn: tokens.expiresIn,
    TokenType: 'Bearer',
  },
});

const described = (account: StoredAccount): object => ({
  Username: account.sub,
  Enabled: account.enabled,
  UserStatus: account.confirmed ? 'CONFIRMED' : 'UNCONFIRMED',
  UserAttributes: [
    { Name: 'sub', Value: account.sub },
    { Name: 'email', Value: account.email },
    { Name: 'email_verified', Value: String(account.confirmed) },
  ],
});

/** Checks the client's id and the HMAC of the user's name under its secret. */
function clientChecks({ settings }: PoolContext, secrets: PoolSecrets) {
  const client = (input: Input): void => {
    if (text(input, 'ClientId') === settings.clientId) return;
    throw new CognitoError('ResourceNotFoundException', 'User pool client does not exist.');
  };
  const hash = (given: unknown, username: string): void => {
    const expected = createHmac('sha256', secrets.clientSecret)
      .update(username + settings.clientId)
      .digest();
    const actual = Buffer.from(typeof given === 'string' ? given : '', 'base64');
    if (actual.length === expected.length && timingSafeEqual(actual, expected)) return;
    throw new CognitoError('NotAuthorizedException', 'Unable to verify secret hash for client');
  };
  return { client, hash };
}

/** The operations of a client: unsigned, under the client's secret. */
export function clientOperations(pool: PoolContext, secrets: PoolSecrets): { readonly [name: string]: Operation } {
  const check = clientChecks(pool, secrets);
  const username = (input: Input): string => {
    check.client(input);
    check.hash(input['SecretHash'], text(input, 'Username'));
    return text(input, 'Username').toLowerCase();
  };
  return {
    SignUp: async (input) => {
      const email = username(input);
      const { sub } = await signUp(pool, email, text(input, 'Password'));
      return { UserConfirmed: false, UserSub: sub, ...sent(email) };
    },
    ResendConfirmationCode: async (input) => {
      await resendConfirmationCode(pool, username(input));
      return sent(text(input, 'Username'));
    },
    ConfirmSignUp: async (input) => {
      await confirmSignUp(pool, username(input), text(input, 'ConfirmationCode'));
      return {};
    },
    InitiateAuth: async (input) => {
      check.client(input);
      const given = isInput(input['AuthParameters']) ? input['AuthParameters'] : {};
      return input['AuthFlow'] === 'USER_PASSWORD_AUTH' ? logIn(given) : refresh(text(input, 'AuthFlow'), given);
    },
    RevokeToken: async (input) => {
      check.client(input);
      if (input['ClientSecret'] !== secrets.clientSecret) {
        throw new CognitoError('UnauthorizedException', 'Invalid client secret');
      }
      await revokeToken(pool, text(input, 'Token'));
      return {};
    },
    ForgotPassword: async (input) => {
      await forgotPassword(pool, username(input));
      return sent(text(input, 'Username'));
    },
    ConfirmForgotPassword: async (input) => {
      await confirmForgotPassword(pool, username(input), text(input, 'ConfirmationCode'), text(input, 'Password'));
      return {};
    },
    ChangePassword: async (input) => {
      await changePassword(
        pool,
        text(input, 'AccessToken'),
        text(input, 'PreviousPassword'),
        text(input, 'ProposedPassword'),
      );
      return {};
    },
  };

  async function logIn(given: Input): Promise<object> {
    check.hash(given['SECRET_HASH'], text(given, 'USERNAME'));
    return result(await passwordAuth(pool, text(given, 'USERNAME').toLowerCase(), text(given, 'PASSWORD')));
  }

  async function refresh(flow: string, given: Input): Promise<object> {
    if (flow !== 'REFRESH_TOKEN_AUTH' && flow !== 'REFRESH_TOKEN') {
      throw new CognitoError('InvalidParameterException', `${flow} is not supported here`);
    }
    const token = text(given, 'REFRESH_TOKEN');
    const session = await sessionOfToken(pool, token);
    if (session !== undefined) check.hash(given['SECRET_HASH'], session.sub);
    return result(await refreshAuth(pool, token));
  }
}

/** The operations of an administrator: signed with AWS credentials. */
export function adminOperations(pool: PoolContext, secrets: PoolSecrets): { readonly [name: string]: Operation } {
  const { settings } = pool;
  const username = (input: Input): string => {
    if (text(input, 'UserPoolId') !== settings.userPoolId) {
      throw new CognitoError('ResourceNotFoundException', `User pool ${text(input, 'UserPoolId')} does not exist.`);
    }
    return text(input, 'Username');
  };
  const named =
    (work: (username: string) => Promise<void>): Operation =>
    async (input) => {
      await work(username(input));
      return {};
    };
  return {
    DescribeUserPoolClient: async (input) => {
      username({ ...input, Username: 'none' });
      if (input['ClientId'] !== settings.clientId) {
        throw new CognitoError('ResourceNotFoundException', 'User pool client does not exist.');
      }
      const { userPoolId, clientId } = settings;
      return { UserPoolClient: { UserPoolId: userPoolId, ClientId: clientId, ClientSecret: secrets.clientSecret } };
    },
    AdminGetUser: async (input) => described(await adminGetUser(pool, username(input))),
    AdminDeleteUser: named((name) => adminDeleteUser(pool, name)),
    AdminUserGlobalSignOut: named((name) => adminUserGlobalSignOut(pool, name)),
    AdminEnableUser: named((name) => adminSetEnabled(pool, name, true)),
    AdminDisableUser: named((name) => adminSetEnabled(pool, name, false)),
  };
}
