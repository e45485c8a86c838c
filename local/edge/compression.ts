/**
 * What CloudFront compresses, and how it says so.
 * Source: Amazon CloudFront Developer Guide, "Serve compressed files",
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html
 */
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { OriginAnswer } from '../gateway/http-events.ts';
import type { Coding } from '../template/model.ts';

/** "File types that CloudFront compresses". */
const TYPES: ReadonlySet<string> = new Set([
  ...['dash+xml', 'eot', 'font', 'font-sfnt', 'javascript', 'json', 'opentype', 'otf', 'pkcs7-mime', 'protobuf']
    .concat(['rss+xml', 'truetype', 'ttf', 'vnd.apple.mpegurl', 'vnd.ms-fontobject', 'xhtml+xml', 'xml'])
    .concat(['x-font-opentype', 'x-font-truetype', 'x-font-ttf', 'x-httpd-cgi', 'x-javascript', 'x-mpegurl'])
    .concat(['x-opentype', 'x-otf', 'x-perl', 'x-ttf'])
    .map((name) => `application/${name}`),
  ...['eot', 'opentype', 'otf', 'ttf'].map((name) => `font/${name}`),
  ...['css', 'csv', 'html', 'javascript', 'js', 'plain', 'richtext', 'tab-separated-values', 'xml', 'x-component']
    .concat(['x-java-source', 'x-script'])
    .map((name) => `text/${name}`),
  'image/svg+xml',
  'vnd.apple.mpegurl',
]);
const STATUSES: ReadonlySet<number> = new Set([200, 403, 404]);
const LEAST_BYTES = 1_000;
const MOST_BYTES = 10_000_000;

/** Nobody documents the levels; these are what servers use that compress while somebody waits. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
const GZIP = { level: 6 };

/** Compresses a whole body. */
export const compress = (coding: Coding, body: Buffer): Promise<Buffer> =>
  coding === 'br' ? promisify(brotliCompress)(body, BROTLI) : promisify(gzip)(body, GZIP);

/** True for answers whose status, type (`Content-Type`, parameters do not count) and size in bytes CloudFront compresses. */
export const isCompressible = (status: number, type: string, size: number): boolean =>
  STATUSES.has(status) &&
  TYPES.has((type.split(';', 1)[0] ?? '').trim().toLowerCase()) &&
  size >= LEAST_BYTES &&
  size <= MOST_BYTES;

/** The first of `offered` that the viewer takes; none for HTTP 1.0, as CloudFront drops its `Accept-Encoding`. */
export function acceptedCoding(offered: readonly Coding[], request: IncomingMessage): Coding | undefined {
  if (request.httpVersion === '1.0') return undefined;
  const named = new Set(
    (request.headersDistinct['accept-encoding'] ?? [])
      .flatMap((value) => value.toLowerCase().split(','))
      .filter((entry) => !/;\s*q=0(?:\.0*)?\s*$/.test(entry))
      .map((entry) => (entry.split(';', 1)[0] ?? '').trim()),
  );
  return offered.find((coding) => named.has(coding));
}

/** A strong `ETag` made weak, since the compressed form and the plain one are not the same bytes; a weak one as it is. */
export const weakTag = (tag: string): string => (tag.startsWith('"') ? `W/${tag}` : tag);

/** An answer as the edge sends it: compressed, where it may be. */
export async function compressedAnswer(
  answer: OriginAnswer,
  offered: readonly Coding[],
  request: IncomingMessage,
): Promise<OriginAnswer> {
  const { 'content-encoding': already, 'content-type': type = '', etag, vary } = answer.headers;
  const body = Buffer.from(answer.body);
  if (offered.length === 0 || already !== undefined || !isCompressible(answer.status, type, body.length)) return answer;
  const coding = acceptedCoding(offered, request);
  const headers = { ...answer.headers, vary: vary === undefined ? 'accept-encoding' : `${vary}, accept-encoding` };
  if (coding === undefined) return { ...answer, headers };
  const tag = etag === undefined ? {} : { etag: weakTag(etag) };
  return { ...answer, headers: { ...headers, ...tag, 'content-encoding': coding }, body: await compress(coding, body) };
}
