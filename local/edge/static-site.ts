/** Files of a bucket that the stack deploys, as S3 serves them behind CloudFront. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { matches } from '../support/wildcard.ts';
import type { Deployment } from '../template/model.ts';

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

/** Serves the deployed file at `uri`. @returns false when there is none. */
export async function serveFile(
  deployments: readonly Deployment[],
  uri: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  for (const deployment of deployments) {
    const path = pathIn(deployment, uri);
    const found = path === undefined ? undefined : await stat(path).catch(() => undefined);
    if (path === undefined || !found?.isFile()) continue;
    const tag = `"${found.size.toString(36)}-${Math.floor(found.mtimeMs).toString(36)}"`;
    response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
    response.setHeader('etag', tag);
    if (deployment.cacheControl !== undefined) response.setHeader('cache-control', deployment.cacheControl);
    if (request.headers['if-none-match'] === tag) response.writeHead(304).end();
    else await sendFile(path, found.size, request, response);
    return true;
  }
  return false;
}

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
