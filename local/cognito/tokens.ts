/** Access and ID tokens with Cognito's claims, signed with RS256. */
import { SignJWT, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import type { Clock, Random } from '../../lambdas/ports/index.ts';
import { wrongToken } from './errors.ts';
import type { PoolSecrets } from './secrets.ts';
import type { PoolSettings } from './settings.ts';
import { uuid } from './uuid.ts';

interface LogIn {
  readonly sub: string;
  readonly email: string;
  readonly originJti: string;
  /** Milliseconds since 1970. */
  readonly authTime: number;
}

export interface IssuedTokens {
  readonly accessToken: string;
  readonly idToken: string;
  /** Seconds until the access token ends. */
  readonly expiresIn: number;
}

interface VerifiedAccess {
  readonly sub: string;
  readonly originJti: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

export interface Tokens {
  readonly issuer: string;
  issue(logIn: LogIn): Promise<IssuedTokens>;
  /** Signature, issuer, client, token use and expiry. @throws CognitoError NotAuthorizedException */
  verifyAccess(token: string): Promise<VerifiedAccess>;
}

export interface TokensOptions {
  readonly settings: PoolSettings;
  readonly secrets: PoolSecrets;
  readonly clock: Clock;
  readonly random: Random;
}

/** The issuer of a pool; the tokens' signature, not this name, tells a local pool from one in AWS. */
const issuerOf = (userPoolId: string): string =>
  `https://cognito-idp.${userPoolId.split('_')[0]}.amazonaws.com/${userPoolId}`;

export function createTokens({ settings, secrets, clock, random }: TokensOptions): Tokens {
  const issuer = issuerOf(settings.userPoolId);
  const sign = (claims: JWTPayload): Promise<string> =>
    new SignJWT(claims).setProtectedHeader({ kid: secrets.kid, alg: 'RS256' }).sign(secrets.privateKey);

  return {
    issuer,
    issue: async (logIn) => {
      const iat = Math.floor(clock.now() / 1000);
      const shared = {
        sub: logIn.sub,
        iss: issuer,
        origin_jti: logIn.originJti,
        event_id: uuid(random),
        auth_time: Math.floor(logIn.authTime / 1000),
        iat,
      };
      const [accessToken, idToken] = await Promise.all([
        sign({
          ...shared,
          ...accessClaims(settings, logIn),
          exp: iat + settings.accessTokenMs / 1000,
          jti: uuid(random),
        }),
        sign({ ...shared, ...idClaims(settings, logIn), exp: iat + settings.idTokenMs / 1000, jti: uuid(random) }),
      ]);
      return { accessToken, idToken, expiresIn: settings.accessTokenMs / 1000 };
    },
    verifyAccess: async (token) => verifyAccess(token, { issuer, settings, secrets, now: clock.now() }),
  };
}

const accessClaims = (settings: PoolSettings, logIn: LogIn): JWTPayload => ({
  client_id: settings.clientId,
  token_use: 'access',
  scope: 'aws.cognito.signin.user.admin',
  username: logIn.sub,
});

const idClaims = (settings: PoolSettings, logIn: LogIn): JWTPayload => ({
  aud: settings.clientId,
  token_use: 'id',
  email: logIn.email,
  email_verified: true,
  'cognito:username': logIn.sub,
});

interface Expected {
  readonly issuer: string;
  readonly settings: PoolSettings;
  readonly secrets: PoolSecrets;
  readonly now: number;
}

async function verifyAccess(token: string, expected: Expected): Promise<VerifiedAccess> {
  const { issuer, settings, secrets, now } = expected;
  const rules = { issuer, algorithms: ['RS256'], currentDate: new Date(now), requiredClaims: ['exp', 'iat', 'sub'] };
  const payload = await jwtVerify(token, secrets.publicKey, rules).then(
    (verified) => verified.payload,
    () => undefined,
  );
  if (payload === undefined) throw wrongToken();
  const { sub, iat, exp, origin_jti: originJti } = payload;
  if (payload['token_use'] !== 'access' || payload['client_id'] !== settings.clientId) throw wrongToken();
  if (sub === undefined || iat === undefined || exp === undefined || typeof originJti !== 'string') throw wrongToken();
  return { sub, originJti, issuedAt: iat * 1000, expiresAt: exp * 1000 };
}
