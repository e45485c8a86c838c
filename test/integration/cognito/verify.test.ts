import { SignJWT, decodeJwt, decodeProtectedHeader, exportSPKI, generateKeyPair, importJWK } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../../../lambdas/aws/random.ts';
import { loadSecrets } from '../../../local/cognito/secrets.ts';
import type { Pool, Side } from './pool-harness.ts';
import { MINUTE, PASSWORD, startPool } from './pool-harness.ts';

const ANN = 'ann@example.org';
const refused = { name: 'IdentityRefused', problem: 'bad-token' };

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe.each<Side>(['embedded', 'sdk'])('verifying access tokens, %s', (side) => {
  let pool: Pool;
  let token: string;
  const stops: (() => Promise<void>)[] = [];
  const start = async (...given: Parameters<typeof startPool>): Promise<Pool> => {
    const started = await startPool(...given);
    stops.push(() => started.stop());
    return started;
  };
  beforeEach(async () => {
    pool = await start(side);
    await pool.register(ANN);
    token = (await pool.identity.logIn(ANN, PASSWORD)).accessToken;
  });
  afterEach(async () => {
    await Promise.all(stops.splice(0).map((stop) => stop()));
  });

  it('accepts a token, again and again', async () => {
    const claims = await pool.identity.verify(token);
    expect(await pool.identity.verify(token)).toEqual(claims);
  });

  it('refuses an ID token in place of an access token', async () => {
    const idToken = await pool.idToken(ANN);
    expect(decodeJwt(idToken)).toMatchObject({ token_use: 'id', email: ANN });
    await expect(pool.identity.verify(idToken)).rejects.toMatchObject(refused);
  });

  it.each([
    ['token_use', 'id'],
    ['client_id', 'client2'],
    ['iss', 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Other0001'],
    ['exp', 1],
    ['origin_jti', undefined],
  ])("refuses a token with the pool's own signature and the %s %s", async (claim, value) => {
    const { privateKey, kid } = await loadSecrets(pool.store, systemRandom, 'eu-central-1_Test00001');
    const sign = (claims: object) =>
      new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
    const claims = decodeJwt(token);
    expect(await pool.identity.verify(await sign(claims))).toBeDefined();
    const odd = await sign({ ...claims, [claim]: value });
    await expect(pool.identity.verify(odd)).rejects.toMatchObject(refused);
  });

  it('refuses a token of another client of the same pool', async () => {
    const second = await start(side, { settings: { clientId: 'client2' }, store: pool.store });
    const { accessToken } = await second.identity.logIn(ANN, PASSWORD);
    expect(await second.identity.verify(accessToken)).toBeDefined();
    await expect(pool.identity.verify(accessToken)).rejects.toMatchObject(refused);
  });

  it('refuses a token of another pool', async () => {
    const second = await start(side, { settings: { userPoolId: 'eu-central-1_Other0001' } });
    await second.register(ANN);
    const { accessToken } = await second.identity.logIn(ANN, PASSWORD);
    await expect(pool.identity.verify(accessToken)).rejects.toMatchObject(refused);
  });

  it('refuses an expired token', async () => {
    const late = await start(side, { skewMs: -20 * MINUTE });
    await late.register(ANN);
    const { accessToken } = await late.identity.logIn(ANN, PASSWORD);
    late.advance(20 * MINUTE);
    await expect(late.identity.verify(accessToken)).rejects.toMatchObject(refused);
  });

  it('refuses claims that nobody signed', async () => {
    const header = decodeProtectedHeader(token);
    const claims = { ...decodeJwt(token), sub: 'someone-else' };
    const [head, , signature] = token.split('.');
    const { privateKey } = await generateKeyPair('RS256');
    const forged = [
      `${head}.${base64(claims)}.${signature}`,
      `${base64({ ...header, alg: 'none' })}.${base64(claims)}.`,
      await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: String(header.kid) }).sign(privateKey),
      await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'unknown' }).sign(privateKey),
      await signedWithPublicKey(pool, claims),
      'not a token',
      '',
    ];
    for (const one of forged) await expect(pool.identity.verify(one)).rejects.toMatchObject(refused);
    expect(await pool.identity.verify(token)).toBeDefined();
  });
});

/** The classic confusion: the public key as the secret of an HMAC. */
async function signedWithPublicKey(pool: Pool, claims: object): Promise<string> {
  const response = await fetch(`${pool.cognito.url}/eu-central-1_Test00001/.well-known/jwks.json`);
  const { keys } = (await response.json()) as { keys: { kid: string; kty: string; n: string; e: string }[] };
  const [key] = keys;
  if (key === undefined) throw new Error('no public key');
  const publicKey = await importJWK(key, 'RS256', { extractable: true });
  if (publicKey instanceof Uint8Array) throw new Error('no RSA key');
  const secret = Buffer.from(await exportSPKI(publicKey));
  return new SignJWT({ ...claims }).setProtectedHeader({ alg: 'HS256', kid: key.kid }).sign(secret);
}

describe('tokens and time', () => {
  it('are refused once they expire, although they were accepted before', async () => {
    const pool = await startPool('embedded');
    await pool.register(ANN);
    const { accessToken } = await pool.identity.logIn(ANN, PASSWORD);
    expect(await pool.identity.verify(accessToken)).toBeDefined();
    pool.advance(15 * MINUTE);
    await expect(pool.identity.verify(accessToken)).rejects.toMatchObject(refused);
    await pool.stop();
  });

  it('outlive a restart of the stand-in on the same store', async () => {
    const first = await startPool('embedded');
    await first.register(ANN);
    const { accessToken, refreshToken } = await first.identity.logIn(ANN, PASSWORD);
    await first.stop();
    const second = await startPool('embedded', { store: first.store });
    const { sub } = await second.identity.verify(accessToken);
    expect(await second.identity.refresh(refreshToken, sub)).toBeDefined();
    await second.stop();
  });

  it('tells a pool whose keys cannot be had from a bad token', async () => {
    const pool = await startPool('sdk');
    await pool.register(ANN);
    const { accessToken } = await pool.identity.logIn(ANN, PASSWORD);
    await pool.stop();
    await expect(pool.identity.verify(accessToken)).rejects.toMatchObject({ problem: 'unavailable' });
  });
});
