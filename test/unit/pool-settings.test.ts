import { describe, expect, it } from 'vitest';
import { DEFAULTS, settingsFromTemplate } from '../../local/cognito/settings.ts';

const IDS = { userPoolId: 'eu-central-1_Test00001', clientId: 'client' };

describe("the pool's settings", () => {
  it("are Cognito's own where the template says nothing", () => {
    expect(settingsFromTemplate(IDS, {}, {})).toEqual({ ...DEFAULTS, ...IDS });
  });

  it('follow the template', () => {
    const pool = {
      Policies: { PasswordPolicy: { MinimumLength: 10, RequireNumbers: true, RequireSymbols: false } },
      VerificationMessageTemplate: { EmailSubject: 'Your code', EmailMessage: 'It is {####}.' },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    };
    const client = {
      AccessTokenValidity: 15,
      IdTokenValidity: 15,
      RefreshTokenValidity: 129_600,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' },
      PreventUserExistenceErrors: 'ENABLED',
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    };
    expect(settingsFromTemplate(IDS, pool, client)).toEqual({
      ...DEFAULTS,
      ...IDS,
      passwordPolicy: {
        minimumLength: 10,
        requireLowercase: false,
        requireUppercase: false,
        requireNumbers: true,
        requireSymbols: false,
      },
      accessTokenMs: 900_000,
      idTokenMs: 900_000,
      refreshTokenMs: 90 * 24 * 3_600_000,
      preventUserExistenceErrors: true,
      allowsPasswordAuth: true,
      allowsRefreshAuth: true,
      selfSignUp: false,
      mail: { subject: 'Your code', text: 'It is {####}.' },
    });
  });

  it('count access tokens in hours and refresh tokens in days by default', () => {
    const settings = settingsFromTemplate(IDS, {}, { AccessTokenValidity: 2, RefreshTokenValidity: 3 });
    expect(settings).toMatchObject({ accessTokenMs: 7_200_000, refreshTokenMs: 259_200_000 });
  });
});
