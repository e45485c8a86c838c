/** Access tokens checked against the pool's public keys, which are fetched once and kept. */
import { CognitoJwtVerifier } from 'aws-jwt-verify/cognito-verifier';
import { FetchError, JwksValidationError, JwkValidationError, JwtBaseError } from 'aws-jwt-verify/error';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import type { Identity } from '../ports/index.ts';
import { IdentityRefused } from '../ports/identity.ts';

export interface VerifyConfig {
  readonly userPoolId: string;
  readonly clientId: string;
  /** Where the pool is when it is not in AWS: its keys are fetched from there; issuer and checks stay the same. */
  readonly endpoint: string | undefined;
}

const FETCH_TIMEOUT_MS = 3_000;

export function createVerify({ userPoolId, clientId, endpoint }: VerifyConfig): Identity['verify'] {
  const jwksCache = endpoint === undefined ? undefined : keysAt(`${endpoint}/${userPoolId}/.well-known/jwks.json`);
  const verifier = CognitoJwtVerifier.create(
    { userPoolId, clientId, tokenUse: 'access' },
    jwksCache === undefined ? undefined : { jwksCache },
  );
  return async (accessToken) => {
    const claims = await verifier.verify(accessToken).catch((error: unknown) => {
      throw refusal(error);
    });
    const { sub, origin_jti: originJti, iat, exp } = claims;
    if (typeof originJti !== 'string') throw new IdentityRefused('bad-token', 'no origin_jti');
    return { sub, originJti, issuedAt: iat * 1000, expiresAt: exp * 1000 };
  };
}

/** Whatever key address the verifier asks for, the pool's keys are at `address`. */
function keysAt(address: string): SimpleJwksCache {
  return new SimpleJwksCache({
    fetcher: {
      fetch: async () => {
        const response = await fetch(address, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) }).catch(() => undefined);
        if (!response?.ok) throw new FetchError(address, String(response?.status ?? 'unreachable'));
        return response.arrayBuffer();
      },
    },
  });
}

/** Keys that cannot be had are our trouble, not the token's. */
function refusal(error: unknown): unknown {
  if (!(error instanceof JwtBaseError)) return error;
  const ours =
    error instanceof FetchError || error instanceof JwksValidationError || error instanceof JwkValidationError;
  const refused = new IdentityRefused(ours ? 'unavailable' : 'bad-token', error.constructor.name);
  refused.cause = error;
  return refused;
}
