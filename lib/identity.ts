import { AccountRecovery, FeaturePlan, UserPool, UserPoolClientIdentityProvider } from 'aws-cdk-lib/aws-cognito';
import type { UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ENV } from '../lambdas/runtime/env-names.ts';

const EMAIL = {
  emailSubject: 'Your Parley code',
  emailBody: 'Your Parley code is {####}. Enter it soon: it does not last. Nobody of Parley will ever ask you for it.',
};

/** Length alone makes a password strong (NIST SP 800-63B); composition rules make it predictable. */
const PASSWORD_POLICY = {
  minLength: 10,
  requireLowercase: false,
  requireUppercase: false,
  requireDigits: false,
  requireSymbols: false,
};

/** Accounts and their passwords: a user pool that only our own functions can sign in to. */
export class Identity extends Construct {
  readonly userPool: UserPool;
  readonly #client: UserPoolClient;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.userPool = new UserPool(this, 'UserPool', {
      featurePlan: FeaturePlan.LITE,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      selfSignUpEnabled: true,
      autoVerify: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      userVerification: EMAIL,
      passwordPolicy: PASSWORD_POLICY,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.#client = this.#addClient();
    this.#acknowledge();
  }

  #acknowledge(): void {
    Validations.of(this.userPool).acknowledge(
      { id: 'AwsSolutions-COG1', reason: 'Length alone makes a password strong: see the password policy' },
      { id: 'AwsSolutions-COG2', reason: 'There is no second factor yet; attempts are limited by our own functions' },
      { id: 'AwsSolutions-COG8', reason: 'Threat protection costs per person and month; attempts are limited by us' },
    );
  }

  /** The client's secret keeps everyone but our functions from signing up or trying passwords. */
  #addClient(): UserPoolClient {
    return this.userPool.addClient('Client', {
      generateSecret: true,
      authFlows: { userPassword: true },
      disableOAuth: true,
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.days(365),
    });
  }

  /** Checking access tokens: the pool's public keys need no permission. */
  grantVerify(fn: LambdaFunction): void {
    fn.addEnvironment(ENV.userPoolId, this.userPool.userPoolId);
    fn.addEnvironment(ENV.userPoolClientId, this.#client.userPoolClientId);
  }

  /** The Identity port. Signing up and in are calls that anyone may make, so they need the secret but no permission. */
  grantManage(fn: LambdaFunction): void {
    this.grantVerify(fn);
    this.userPool.grant(
      fn,
      'cognito-idp:DescribeUserPoolClient',
      'cognito-idp:AdminGetUser',
      'cognito-idp:AdminDeleteUser',
      'cognito-idp:AdminUserGlobalSignOut',
      'cognito-idp:AdminEnableUser',
      'cognito-idp:AdminDisableUser',
    );
  }
}
