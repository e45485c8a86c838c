import {
  AdminGetUserCommand,
  AdminUserGlobalSignOutCommand,
  ChangePasswordCommand,
  CodeMismatchException,
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  DescribeUserPoolClientCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  InvalidParameterException,
  NotAuthorizedException,
  ResendConfirmationCodeCommand,
  RevokeTokenCommand,
  SignUpCommand,
  UnauthorizedException,
} from '@aws-sdk/client-cognito-identity-provider';
import { mockClient } from 'aws-sdk-client-mock';
import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ManagedIdentity } from '../../lambdas/aws/identity.ts';
import { createIdentity } from '../../lambdas/aws/identity.ts';
import type { IdentityProblem } from '../../lambdas/ports/index.ts';

const cognito = mockClient(CognitoIdentityProviderClient);
const hashOf = (username: string, secret = 'secret'): string =>
  createHmac('sha256', secret).update(`${username}client`).digest('base64');

/** An error as the SDK makes it from the name on the wire. */
const named = (name: string, message = name): Error => Object.assign(new Error(message), { name });

let identity: ManagedIdentity;
beforeEach(() => {
  cognito.reset();
  cognito.on(DescribeUserPoolClientCommand).resolves({ UserPoolClient: { ClientSecret: 'secret' } });
  const config = { userPoolId: 'pool', clientId: 'client', endpoint: undefined };
  identity = createIdentity(new CognitoIdentityProviderClient({ region: 'eu-central-1' }), config);
});

describe('the client secret', () => {
  it('is read once, also by calls at the same moment', async () => {
    cognito.on(ForgotPasswordCommand).resolves({});
    await Promise.all([identity.forgotPassword('a@b.c'), identity.forgotPassword('d@e.f')]);
    await identity.forgotPassword('a@b.c');
    expect(cognito.commandCalls(DescribeUserPoolClientCommand)).toHaveLength(1);
    expect(cognito.commandCalls(ForgotPasswordCommand)[0]?.args[0].input).toMatchObject({
      ClientId: 'client',
      Username: 'a@b.c',
      SecretHash: hashOf('a@b.c'),
    });
  });

  it('is not read by calls that do not need it', async () => {
    cognito.on(AdminUserGlobalSignOutCommand).resolves({});
    cognito.on(ChangePasswordCommand).resolves({});
    await identity.signOutEverywhere('sub');
    await identity.changePassword('token', 'one', 'two');
    expect(cognito.commandCalls(DescribeUserPoolClientCommand)).toHaveLength(0);
  });

  it('is read again after reading it failed', async () => {
    cognito.on(DescribeUserPoolClientCommand).rejectsOnce(named('AccessDeniedException'));
    cognito.on(SignUpCommand).resolves({ UserSub: 'sub' });
    await expect(identity.signUp('a@b.c', 'pw')).rejects.toMatchObject({
      problem: 'unavailable',
      cause: { name: 'AccessDeniedException' },
    });
    cognito.on(DescribeUserPoolClientCommand).resolves({ UserPoolClient: { ClientSecret: 'secret' } });
    expect(await identity.signUp('a@b.c', 'pw')).toEqual({ sub: 'sub' });
  });

  it('is read again when the pool says that it is stale', async () => {
    const message = 'Unable to verify secret hash for client client';
    cognito.on(InitiateAuthCommand).rejectsOnce(new NotAuthorizedException({ message, $metadata: {} }));
    await expect(identity.logIn('a@b.c', 'pw')).rejects.toMatchObject({ problem: 'unavailable' });
    cognito.on(DescribeUserPoolClientCommand).resolves({ UserPoolClient: { ClientSecret: 'newer' } });
    cognito.on(InitiateAuthCommand).resolves({ AuthenticationResult: { AccessToken: 'a', RefreshToken: 'r' } });
    expect(await identity.logIn('a@b.c', 'pw')).toEqual({ accessToken: 'a', refreshToken: 'r' });
    expect(cognito.commandCalls(InitiateAuthCommand)[1]?.args[0].input.AuthParameters).toMatchObject({
      SECRET_HASH: hashOf('a@b.c', 'newer'),
    });
  });

  it("hashes the account's sub when refreshing", async () => {
    cognito.on(InitiateAuthCommand).resolves({ AuthenticationResult: { AccessToken: 'a' } });
    expect(await identity.refresh('refresh', 'the-sub')).toEqual({ accessToken: 'a' });
    expect(cognito.commandCalls(InitiateAuthCommand)[0]?.args[0].input).toMatchObject({
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: 'refresh', SECRET_HASH: hashOf('the-sub') },
    });
  });
});

describe('errors of the user pool', () => {
  it.each<[string, IdentityProblem]>([
    ['UsernameExistsException', 'account-exists'],
    ['AliasExistsException', 'account-exists'],
    ['InvalidPasswordException', 'weak-password'],
    ['PasswordHistoryPolicyViolationException', 'weak-password'],
    ['NotAuthorizedException', 'bad-credentials'],
    ['UserNotFoundException', 'bad-credentials'],
    ['PasswordResetRequiredException', 'bad-credentials'],
    ['UserNotConfirmedException', 'not-confirmed'],
    ['CodeMismatchException', 'bad-code'],
    ['ExpiredCodeException', 'expired-code'],
    ['LimitExceededException', 'rate-limited'],
    ['TooManyRequestsException', 'rate-limited'],
    ['TooManyFailedAttemptsException', 'rate-limited'],
    ['ThrottlingException', 'rate-limited'],
    ['CodeDeliveryFailureException', 'unavailable'],
    ['InternalErrorException', 'unavailable'],
    ['ResourceNotFoundException', 'unavailable'],
    ['AccessDeniedException', 'unavailable'],
    ['TimeoutError', 'unavailable'],
    ['Error', 'unavailable'],
  ])('%s means %s', async (name, problem) => {
    cognito.on(InitiateAuthCommand).rejects(named(name));
    await expect(identity.logIn('a@b.c', 'pw')).rejects.toMatchObject({
      name: 'IdentityRefused',
      problem,
      cause: { name },
    });
  });

  it('say no more than a wrong code does, in calls with a code', async () => {
    for (const name of ['NotAuthorizedException', 'UserNotFoundException', 'InvalidParameterException']) {
      cognito.on(ConfirmSignUpCommand).rejects(named(name));
      await expect(identity.confirm('a@b.c', '1')).rejects.toMatchObject({ problem: 'bad-code' });
    }
    cognito.on(ConfirmSignUpCommand).rejects(new CodeMismatchException({ message: 'no', $metadata: {} }));
    await expect(identity.confirm('a@b.c', '1')).rejects.toMatchObject({ problem: 'bad-code' });
  });

  it('mean a bad token when refreshing or revoking', async () => {
    for (const name of ['NotAuthorizedException', 'UserNotFoundException', 'RefreshTokenReuseException']) {
      cognito.on(InitiateAuthCommand).rejects(named(name));
      await expect(identity.refresh('refresh', 'sub')).rejects.toMatchObject({ problem: 'bad-token' });
    }
    cognito
      .on(RevokeTokenCommand)
      .rejects(new UnauthorizedException({ message: 'Invalid client secret', $metadata: {} }));
    await expect(identity.revoke('refresh')).rejects.toMatchObject({ problem: 'unavailable' });
  });

  it('tell a malformed password from other malformed parameters', async () => {
    const message = "1 validation error detected: Value at 'password' failed to satisfy constraint";
    cognito.on(SignUpCommand).rejects(new InvalidParameterException({ message, $metadata: {} }));
    await expect(identity.signUp('a@b.c', ' pw ')).rejects.toMatchObject({ problem: 'weak-password' });
    cognito
      .on(SignUpCommand)
      .rejects(new InvalidParameterException({ message: 'Username should be an email.', $metadata: {} }));
    await expect(identity.signUp('a', 'password')).rejects.toMatchObject({ problem: 'unavailable' });
  });

  it('stay silent where they would tell who exists', async () => {
    for (const name of ['UserNotFoundException', 'InvalidParameterException']) {
      cognito.on(ForgotPasswordCommand).rejects(named(name));
      cognito.on(ResendConfirmationCodeCommand).rejects(named(name));
      await identity.forgotPassword('a@b.c');
      await identity.resendCode('a@b.c');
    }
    cognito.on(ForgotPasswordCommand).rejects(named('LimitExceededException'));
    await expect(identity.forgotPassword('a@b.c')).rejects.toMatchObject({ problem: 'rate-limited' });
  });

  it('tell an unknown account from one that cannot be read', async () => {
    cognito.on(AdminGetUserCommand).rejects(named('UserNotFoundException'));
    expect(await identity.find('a@b.c')).toBeUndefined();
    cognito.on(AdminGetUserCommand).rejects(named('AccessDeniedException'));
    await expect(identity.find('a@b.c')).rejects.toMatchObject({ problem: 'unavailable' });
  });

  it('never carry what the pool quoted', async () => {
    cognito.on(SignUpCommand).rejects(named('UsernameExistsException', 'canary@example.org exists'));
    await expect(identity.signUp('canary@example.org', 'pw')).rejects.toMatchObject({
      message: 'UsernameExistsException',
    });
  });
});

describe('answers of the user pool', () => {
  it('without tokens are not a log-in', async () => {
    cognito.on(InitiateAuthCommand).resolves({ ChallengeName: 'SOFTWARE_TOKEN_MFA', Session: 's' });
    await expect(identity.logIn('a@b.c', 'pw')).rejects.toMatchObject({ problem: 'unavailable' });
  });

  it('describe an account', async () => {
    const UserAttributes = [
      { Name: 'sub', Value: 'the-sub' },
      { Name: 'email', Value: 'a@b.c' },
    ];
    const Username = 'the-sub';
    cognito.on(AdminGetUserCommand).resolves({ Username, UserAttributes, UserStatus: 'UNCONFIRMED', Enabled: true });
    const account = { sub: 'the-sub', email: 'a@b.c', confirmed: false, enabled: true };
    expect(await identity.find('a@b.c')).toEqual(account);
    cognito.on(AdminGetUserCommand).resolves({ Username, UserAttributes, UserStatus: 'CONFIRMED', Enabled: false });
    expect(await identity.find('a@b.c')).toEqual({ ...account, confirmed: true, enabled: false });
  });
});
