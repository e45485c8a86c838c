/** Signature version 4 as S3 checks it: in the Authorization header, in the query of a presigned URL, on a POST policy. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { denied, invalid, S3Error, wrongSignature } from './errors.ts';

/** The secret of an access key; undefined for a key that is not ours. */
export type SecretOf = (accessKeyId: string) => string | undefined;

export interface SignedRequest {
  readonly method: string;
  /** Decoded path: `/bucket/key`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const SKEW_MS = 15 * 60_000;
const LONGEST_S = 7 * 24 * 3600;
export const UNSIGNED = 'UNSIGNED-PAYLOAD';

interface Claim {
  readonly credential: string;
  readonly stamp: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly payloadHash: string;
}

/**
 * Checks a request's signature and time.
 * @returns what the signature says of the body: its SHA-256 in hex, or UNSIGNED-PAYLOAD.
 * @throws S3Error
 */
export function verifyRequest(request: SignedRequest, secretOf: SecretOf, now: number): string {
  const presigned = request.query.has('X-Amz-Signature');
  const claim = presigned ? fromQuery(request.query) : fromHeader(request.headers);
  const signedAt = timeOf(claim.stamp);
  if (presigned) checkLifetime(request.query, signedAt, now);
  else if (Math.abs(now - signedAt) > SKEW_MS) {
    throw new S3Error(403, 'RequestTimeTooSkewed', 'The difference between the request time and ours is too large.');
  }
  checkHeadersSigned(request.headers, claim.signedHeaders);
  const toSign = [ALGORITHM, claim.stamp, scopeOf(claim.credential), sha256(canonical(request, claim))].join('\n');
  checkSignature(claim.credential, claim.stamp, toSign, claim.signature, secretOf);
  return claim.payloadHash;
}

/** Checks the signature of a POST policy, which is over its Base64 text. @throws S3Error */
export function verifyPolicy(fields: ReadonlyMap<string, string>, secretOf: SecretOf): void {
  const field = (name: string): string => fields.get(name) ?? '';
  if (field('x-amz-algorithm') !== ALGORITHM) throw invalid(`x-amz-algorithm must be ${ALGORITHM}`);
  const stamp = field('x-amz-date');
  timeOf(stamp);
  checkSignature(field('x-amz-credential'), stamp, field('policy'), field('x-amz-signature'), secretOf);
}

function fromQuery(query: URLSearchParams): Claim {
  const parameter = (name: string): string => query.get(name) ?? '';
  if (parameter('X-Amz-Algorithm') !== ALGORITHM) throw invalid(`X-Amz-Algorithm must be ${ALGORITHM}`);
  return {
    credential: parameter('X-Amz-Credential'),
    stamp: parameter('X-Amz-Date'),
    signedHeaders: parameter('X-Amz-SignedHeaders').split(';'),
    signature: parameter('X-Amz-Signature'),
    payloadHash: UNSIGNED,
  };
}

function fromHeader(headers: IncomingHttpHeaders): Claim {
  const match = /^AWS4-HMAC-SHA256 Credential=(\S+?), ?SignedHeaders=(\S+?), ?Signature=(\S+)$/.exec(
    headers.authorization ?? '',
  );
  if (match === null) throw denied();
  const [, credential = '', signedHeaders = '', signature = ''] = match;
  const payloadHash = headerText(headers, 'x-amz-content-sha256');
  if (payloadHash.startsWith('STREAMING-')) {
    throw new S3Error(501, 'NotImplemented', 'Bodies in signed chunks are not supported here.');
  }
  const stamp = headerText(headers, 'x-amz-date');
  return { credential, stamp, signedHeaders: signedHeaders.split(';'), signature, payloadHash };
}

function checkLifetime(query: URLSearchParams, signedAt: number, now: number): void {
  const expires = query.get('X-Amz-Expires') ?? '';
  const seconds = Number(expires);
  if (!/^\d+$/.test(expires) || seconds < 1 || seconds > LONGEST_S) throw invalid('X-Amz-Expires is out of range');
  if (now > signedAt + seconds * 1000) throw denied('Request has expired');
  if (signedAt > now + SKEW_MS) throw denied('Request is not yet valid');
}

/** `host` and every header that steers S3 must be signed, or anyone on the way could add one. */
function checkHeadersSigned(headers: IncomingHttpHeaders, signed: readonly string[]): void {
  const unsigned = Object.keys(headers).filter((name) => name === 'host' || name.startsWith('x-amz-'));
  if (unsigned.some((name) => !signed.includes(name))) {
    throw denied('There were headers present in the request which were not signed');
  }
}

function canonical({ method, path, query, headers }: SignedRequest, { signedHeaders, payloadHash }: Claim): string {
  const parameters = [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${escapeUri(name)}=${escapeUri(value)}`)
    .toSorted((a, b) => (a < b ? -1 : 1));
  const lines = signedHeaders.map((name) => `${name}:${headerText(headers, name).trim().replaceAll(/ +/g, ' ')}\n`);
  const encodedPath = escapeUri(path).replaceAll('%2F', '/');
  return [method, encodedPath, parameters.join('&'), lines.join(''), signedHeaders.join(';'), payloadHash].join('\n');
}

function checkSignature(
  credential: string,
  stamp: string,
  toSign: string,
  signature: string,
  secretOf: SecretOf,
): void {
  const [accessKeyId = '', date = '', region = '', service = '', end = ''] = credential.split('/');
  if (date !== stamp.slice(0, 8) || service !== 's3' || end !== 'aws4_request')
    throw invalid('Invalid credential scope');
  const secret = secretOf(accessKeyId);
  if (secret === undefined)
    throw new S3Error(403, 'InvalidAccessKeyId', 'The access key does not exist in our records.');
  const key = [date, region, service, end].reduce<Buffer | string>(hmac, `AWS4${secret}`);
  const expected = hmac(key, toSign);
  const actual = Buffer.from(signature, 'hex');
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) throw wrongSignature();
}

/** Milliseconds since 1970 of `20260101T000000Z`. */
function timeOf(stamp: string): number {
  const time = Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (Number.isNaN(time)) throw invalid('X-Amz-Date must be in the ISO8601 basic format');
  return time;
}

const scopeOf = (credential: string): string => credential.split('/').slice(1).join('/');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const escapeUri = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** A header's text, empty when it is absent. */
export function headerText(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}
