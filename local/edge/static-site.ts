/** Files of a bucket that the stack deploys, as S3 serves them behind CloudFront. */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { matches } from '../support/wildcard.ts';
import type { Coding, Deployment } from '../template/model.ts';
import type { CompressedFiles } from './compressed-files.ts';
import { acceptedCoding, compress, isCompressible, weakTag } from './compression.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

export interface Files {
  readonly deployments: readonly Deployment[];
  /** What they may be compressed with, the preferred first. */
  readonly codings: readonly Coding[];
  readonly compressed: CompressedFiles;
}

/** Serves the deployed file at `uri`. @returns false when there is none. */
export async function serveFile(
  { deployments, codings, compressed }: Files,
  uri: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  for (const deployment of deployments) {
    const path = pathIn(deployment, uri);
    const found = path === undefined ? undefined : await stat(path).catch(() => undefined);
    if (path === undefined || !found?.isFile()) continue;
    const tag = `"${found.size.toString(36)}-${Math.floor(found.mtimeMs).toString(36)}"`;
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    const isOffered = codings.length > 0 && isCompressible(200, type, found.size);
    const coding = isOffered ? acceptedCoding(codings, request) : undefined;
    response.setHeader('content-type', type);
    response.setHeader('etag', coding === undefined ? tag : weakTag(tag));
    if (isOffered) response.setHeader('vary', 'accept-encoding');
    if (deployment.cacheControl !== undefined) response.setHeader('cache-control', deployment.cacheControl);
    if (isUnchanged(request, tag)) response.writeHead(304).end();
    else if (coding === undefined) await sendFile(path, found.size, request, response);
    else {
      const made = async (): Promise<Buffer> => compress(coding, await readFile(path));
      const body = await compressed.get(`${coding} ${tag} ${path}`, made);
      response.setHeader('content-encoding', coding);
      response.setHeader('content-length', body.length);
      // Node leaves the body of an answer to HEAD out.
      response.end(body);
    }
    return true;
  }
  return false;
}

/** Compares weakly, as `If-None-Match` does: a compressed copy is still that file. */
const isUnchanged = (request: IncomingMessage, tag: string): boolean =>
  (request.headers['if-none-match'] ?? '').split(',').some((known) => known.trim().replace(/^W\//, '') === tag);

async function sendFile(path: string, size: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('content-length', size);
  if (request.method === 'HEAD') response.end();
  // A browser that goes away mid-file is no error of ours.
  else await pipeline(createReadStream(path), response).catch(() => response.destroy());
}

/** The file of `uri`; undefined when it lies outside of the deployment. */
function pathIn(deployment: Deployment, uri: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(uri);
  } catch {
    return undefined;
  }
  const path = normalize(join(deployment.directory, decoded));
  if (decoded.includes('\0') || !path.startsWith(deployment.directory + sep)) return undefined;
  const name = decoded.slice(1);
  const isExcluded = deployment.exclude.some((pattern) => matches(pattern, name));
  return isExcluded && !deployment.include.some((pattern) => matches(pattern, name)) ? undefined : path;
}
