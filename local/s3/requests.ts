/** The requests that are understood: GET, HEAD, PUT and DELETE of an object, POST of a form. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { invalid, noSuchKey, S3Error } from './errors.ts';
import { readForm } from './form.ts';
import type { Objects, OpenObject } from './objects.ts';
import { checkPolicy, checkSize } from './policy.ts';
import type { SecretOf } from './signature.ts';
import { headerText, UNSIGNED, verifyPolicy, verifyRequest } from './signature.ts';

export interface Context {
  readonly objects: Objects;
  readonly secretOf: SecretOf;
  readonly now: () => number;
}

export interface BucketRequest {
  readonly method: string;
  /** Decoded. */
  readonly path: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
}

/** Headers of an upload that come back with the object. */
const KEPT =
  /^(content-type|content-disposition|content-encoding|content-language|cache-control|expires|x-amz-meta-.+)$/;
/** Query parameters of a signed download that replace such a header. */
const OVERRIDES = ['content-type', 'content-disposition', 'content-encoding', 'content-language', 'cache-control'];

/** @throws S3Error */
export async function handle(
  located: BucketRequest,
  request: IncomingMessage,
  response: ServerResponse,
  context: Context,
): Promise<void> {
  if (located.method === 'POST' && located.key === '') return upload(located.bucket, request, response, context);
  if (!['GET', 'HEAD', 'PUT', 'DELETE'].includes(located.method) || located.key === '') {
    throw new S3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.');
  }
  const payloadHash = verifyRequest({ ...located, headers: request.headers }, context.secretOf, context.now());
  if (located.method === 'PUT') return put(located, payloadHash, request, response, context);
  if (located.method === 'DELETE') {
    await context.objects.remove(located.bucket, located.key);
    response.writeHead(204).end();
    return;
  }
  const object = await context.objects.open(located.bucket, located.key);
  if (object === undefined) throw noSuchKey();
  try {
    await send(object, located, request, response);
  } finally {
    await object.close();
  }
}

async function put(
  { bucket, key, query }: BucketRequest,
  payloadHash: string,
  request: IncomingMessage,
  response: ServerResponse,
  { objects }: Context,
): Promise<void> {
  const { headers } = request;
  if (headers['content-length'] === undefined) {
    throw new S3Error(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');
  }
  if (query.has('uploadId') || headers['x-amz-copy-source'] !== undefined) {
    throw new S3Error(501, 'NotImplemented', 'Parts and copies are not supported here.');
  }
  const checksum = headerText(headers, 'x-amz-checksum-crc32');
  const { etag } = await objects.put(bucket, {
    key,
    headers: kept(Object.keys(headers).map((name) => [name, headerText(headers, name)])),
    body: request,
    accept: (digests) => {
      if (payloadHash !== UNSIGNED && payloadHash !== digests.sha256) {
        throw new S3Error(400, 'XAmzContentSHA256Mismatch', "The provided 'x-amz-content-sha256' does not match.");
      }
      if (checksum !== '' && checksum !== digests.crc32) {
        throw new S3Error(400, 'BadDigest', 'The CRC32 you specified did not match what we received.');
      }
    },
  });
  response.writeHead(200, { etag: `"${etag}"`, 'content-length': 0 }).end();
}

async function upload(
  bucket: string,
  request: IncomingMessage,
  response: ServerResponse,
  { objects, secretOf, now }: Context,
): Promise<void> {
  const form = await readForm(request);
  const fields = new Map([...form.fields, ['bucket', bucket]]);
  verifyPolicy(fields, secretOf);
  const allowed = checkPolicy(fields, now());
  const key = fields.get('key') ?? '';
  if (key === '' || Buffer.byteLength(key) > 1024) throw invalid('Bucket POST must contain a field named key');
  checkSize(form.file.size, allowed);
  const headers = kept([...fields]);
  const { etag } = await objects.put(bucket, { key, headers, body: form.file.stream(), accept: () => undefined });
  const status = fields.get('success_action_status') === '201' ? 201 : 204;
  response.writeHead(status, { etag: `"${etag}"` }).end();
}

async function send(
  object: OpenObject,
  { method, query }: BucketRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const etag = `"${object.etag}"`;
  const range = rangeOf(request.headers.range, object.size);
  const headers: Record<string, string | number> = {
    'content-type': 'binary/octet-stream',
    ...object.headers,
    ...overrides(query),
    etag,
    'accept-ranges': 'bytes',
    'last-modified': new Date(object.lastModified).toUTCString(),
    'content-length': range.end - range.start,
    ...(range.partial ? { 'content-range': `bytes ${range.start}-${range.end - 1}/${object.size}` } : {}),
  };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end();
    return;
  }
  response.writeHead(range.partial ? 206 : 200, headers);
  if (method === 'HEAD') response.end();
  else await pipeline(object.read(range.start, range.end), response);
}

interface Range {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly partial: boolean;
}

/** One range; anything else that `Range` may say is answered with the whole object, as HTTP allows. */
function rangeOf(header: string | undefined, size: number): Range {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return { start: 0, end: size, partial: false };
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size : Math.min(size, Number(to) + 1);
  if (start >= end) throw new S3Error(416, 'InvalidRange', 'The requested range is not satisfiable');
  return { start, end, partial: true };
}

function overrides(query: URLSearchParams): Record<string, string> {
  const given = OVERRIDES.map((name) => [name, query.get(`response-${name}`)] as const);
  return Object.fromEntries(given.filter((one): one is readonly [string, string] => one[1] !== null).map(checked));
}

function kept(given: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(given.filter(([name]) => KEPT.test(name)).map(checked));
}

/** A value that would break out of its header is refused. */
function checked([name, value]: readonly [string, string]): readonly [string, string] {
  // oxlint-disable-next-line no-control-regex -- these are the characters in question
  if (/[\u0000-\u001f\u007f]|[^\u0000-\u00ff]/.test(value))
    throw invalid(`${name} holds characters that a header cannot`);
  return [name, value];
}
