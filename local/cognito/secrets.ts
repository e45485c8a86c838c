/** The pool's signing key and its client's secret: made once, kept in the store. */
import { exportJWK, generateKeyPair, importJWK } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import type { Random } from '../../lambdas/ports/index.ts';
import type { Item, Store } from '../../lambdas/table/store.ts';
import { isConditionFailed } from '../../lambdas/table/store.ts';
import { keys } from './keys.ts';
import { textOf } from './fields.ts';

export interface PoolSecrets {
  readonly clientSecret: string;
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** The public key as it is served. */
  readonly publicJwk: JWK;
}

export async function loadSecrets(store: Store, random: Random, userPoolId: string): Promise<PoolSecrets> {
  const key = keys.secrets(userPoolId);
  const found = await store.get(key, { consistent: true });
  if (found !== undefined) return importSecrets(found);
  const item = { ...key, ...(await makeSecrets(random)) };
  try {
    await store.write([{ put: item, if: { absent: 'pk' } }]);
    return await importSecrets(item);
  } catch (error) {
    const other = isConditionFailed(error) ? await store.get(key, { consistent: true }) : undefined;
    if (other === undefined) throw error;
    return importSecrets(other);
  }
}

async function makeSecrets(random: Random): Promise<{ jwk: string; kid: string; clientSecret: string }> {
  const pair = await generateKeyPair('RS256', { extractable: true });
  return {
    jwk: JSON.stringify(await exportJWK(pair.privateKey)),
    kid: Buffer.from(random.bytes(24)).toString('base64url'),
    clientSecret: Buffer.from(random.bytes(32)).toString('hex').slice(0, 52),
  };
}

async function importSecrets(item: Item): Promise<PoolSecrets> {
  const jwk: JWK = JSON.parse(textOf(item, 'jwk'));
  const kid = textOf(item, 'kid');
  const publicJwk: JWK = { kty: 'RSA', n: String(jwk.n), e: String(jwk.e), alg: 'RS256', use: 'sig', kid };
  const [privateKey, publicKey] = await Promise.all([importRsa(jwk), importRsa(publicJwk)]);
  return { clientSecret: textOf(item, 'clientSecret'), kid, privateKey, publicKey, publicJwk };
}

async function importRsa(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, 'RS256');
  if (key instanceof Uint8Array) throw new TypeError('the stored signing key is not an RSA key');
  return key;
}
