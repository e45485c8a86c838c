/** Secrets that browsers hold, and what is stored in their place. */
import { createCipheriv, createDecipheriv, hash, hkdfSync, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PURPOSE = 'parley refresh token';

interface Bytes {
  bytes(count: number): Uint8Array;
}

/** 32 random bytes in base64url: 43 characters. */
export const newSecret = (random: Bytes): string => Buffer.from(random.bytes(SECRET_BYTES)).toString('base64url');

/** SHA-256 in hex: what is stored of a secret. Its 256 random bits need no salt and no slow hash. */
export const hashOf = (secret: string): string => hash('sha256', secret);

/** Whether two texts are equal, in a time that tells nothing of where they differ. */
export const sameText = (one: string, other: string): boolean =>
  timingSafeEqual(hash('sha256', one, 'buffer'), hash('sha256', other, 'buffer'));

const keyFrom = (secret: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', Buffer.from(secret, 'base64url'), '', PURPOSE, 32));

/** Encrypts `text` under a key that only `secret` yields: AES-256-GCM as nonce, tag and ciphertext in base64url. */
export function seal(text: string, secret: string, random: Bytes): string {
  const nonce = random.bytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyFrom(secret), nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

/** The text that was sealed. @throws when the secret is another one or the stored text was changed. */
export function unseal(sealed: string, secret: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', keyFrom(secret), bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
}
