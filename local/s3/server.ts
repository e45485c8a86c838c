/** Just enough of S3 for presigned uploads and downloads of single objects, path-style: `/bucket/key`. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { CorsRule } from './cors.ts';
import { corsHeaders, ruleFor } from './cors.ts';
import { S3Error, xmlOf } from './errors.ts';
import { openObjects } from './objects.ts';
import type { BucketRequest, Context } from './requests.ts';
import { handle } from './requests.ts';
import type { SecretOf } from './signature.ts';

export interface S3Options {
  /** Folder of the objects; made when it is missing. */
  readonly directory: string;
  readonly buckets: readonly { readonly name: string; readonly cors: readonly CorsRule[] }[];
  readonly secretOf: SecretOf;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** 0 takes a free one. */
  readonly port: number;
}

export interface S3 {
  readonly url: string;
  stop(): Promise<void>;
}

const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,62}$/;

export async function startS3(options: S3Options): Promise<S3> {
  const buckets = new Map(options.buckets.map(({ name, cors }) => [name, cors]));
  for (const name of buckets.keys()) {
    if (!BUCKET_NAME.test(name) || name.includes('..')) throw new Error(`${name} is not the name of a bucket`);
  }
  const { secretOf, now } = options;
  const context: Context = { objects: openObjects(options.directory, now), secretOf, now };
  const server = createServer((request, response) => {
    respond(request, response, context, buckets).catch((error: unknown) => refuse(request, response, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  context: Context,
  buckets: ReadonlyMap<string, readonly CorsRule[]>,
): Promise<void> {
  const located = locate(request);
  const rules = buckets.get(located.bucket);
  if (rules === undefined) throw new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist');
  const { origin } = request.headers;
  if (request.method === 'OPTIONS') return preflight(request, response, rules);
  const rule = origin === undefined ? undefined : ruleFor(rules, origin, request.method ?? '');
  if (rule !== undefined && origin !== undefined) {
    for (const [name, value] of Object.entries(corsHeaders(rule, origin))) response.setHeader(name, value);
  }
  await handle(located, request, response, context);
}

/** Bucket and key of a request. The path is taken as it was sent: no dot segments are resolved. */
function locate({ method = '', url = '/' }: IncomingMessage): BucketRequest {
  const [rawPath = '', ...rest] = url.split('?');
  let path: string;
  try {
    path = decodeURIComponent(rawPath);
  } catch {
    throw new S3Error(400, 'InvalidURI', "Couldn't parse the specified URI.");
  }
  const [, bucket = '', ...segments] = path.split('/');
  const key = segments.join('/');
  if (Buffer.byteLength(key) > 1024) throw new S3Error(400, 'KeyTooLongError', 'Your key is too long');
  return { method, path, bucket, key, query: new URLSearchParams(rest.join('?').replaceAll('+', '%2B')) };
}

function preflight({ headers }: IncomingMessage, response: ServerResponse, rules: readonly CorsRule[]): void {
  const { origin = '' } = headers;
  const wanted = (headers['access-control-request-headers'] ?? '').split(',').map((name) => name.trim());
  const names = wanted.filter((name) => name !== '');
  const rule = ruleFor(rules, origin, headers['access-control-request-method'] ?? '', names);
  if (rule === undefined) throw new S3Error(403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.');
  const allowed = names.length === 0 ? {} : { 'access-control-allow-headers': names.join(', ') };
  response.writeHead(200, { ...corsHeaders(rule, origin), ...allowed }).end();
}

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const refusal =
    error instanceof S3Error ? error : new S3Error(500, 'InternalError', 'We encountered an internal error.');
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  // What remains of the body is not read: the connection cannot be used again.
  const headers = { 'content-type': 'application/xml', connection: 'close' };
  response.writeHead(refusal.status, headers).end(request.method === 'HEAD' ? undefined : xmlOf(refusal));
}
