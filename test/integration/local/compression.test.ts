/** The edge compresses what CloudFront compresses. Asked over node:http, which neither sends `Accept-Encoding` nor decodes. */
import { once } from 'node:events';
import { appendFileSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type Fixture, writeFixture } from './fixture.ts';
import { startOn } from './harness.ts';
import { type Resource, type Template } from './stub-intrinsics.ts';

const SCRIPT = 'export const words = ["one", "two"];\n'.repeat(100);
const OPTIMISED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const POLICY: Resource = {
  Type: 'AWS::CloudFront::CachePolicy',
  Properties: {
    CachePolicyConfig: { ParametersInCacheKeyAndForwardedToOrigin: { EnableAcceptEncodingGzip: true } },
  },
};

interface Behaviours {
  readonly DefaultCacheBehavior: Record<string, unknown>;
  readonly CacheBehaviors: readonly Record<string, unknown>[];
}

const behavioursOf = ({ Resources }: Template): Behaviours =>
  Resources['Distribution']?.Properties['DistributionConfig'] as Behaviours;

/** Files by Brotli and gzip, the API by gzip alone. */
function compressing(template: Template): void {
  const { DefaultCacheBehavior: files, CacheBehaviors } = behavioursOf(template);
  Object.assign(files, { Compress: true, CachePolicyId: OPTIMISED });
  Object.assign(CacheBehaviors[0] ?? {}, { Compress: true, CachePolicyId: { Ref: 'ApiCache' } });
  template.Resources['ApiCache'] = POLICY;
}

const assets = ({ cdkOut }: Fixture): string => join(cdkOut, 'asset.web/assets');

async function site(change: (template: Template) => void = compressing) {
  const fixture = writeFixture({ change });
  writeFileSync(join(assets(fixture), 'large.js'), SCRIPT);
  writeFileSync(join(assets(fixture), 'font.woff2'), SCRIPT);
  writeFileSync(join(assets(fixture), 'just.css'), ' '.repeat(1000));
  writeFileSync(join(assets(fixture), 'short.css'), ' '.repeat(999));
  writeFileSync(join(assets(fixture), 'huge.txt'), ' '.repeat(10_000_001));
  const { port } = await startOn(fixture);
  return {
    fixture,
    ask: (path: string, headers: OutgoingHttpHeaders = {}, more = {}) => exchange(port, path, headers, more),
  };
}

async function exchange(
  port: number,
  path: string,
  headers: OutgoingHttpHeaders,
  { method = 'GET', input = '' }: { readonly method?: string; readonly input?: string },
) {
  const asked = request({ port, host: 'localhost', path, method, headers }).end(input);
  const [answer]: IncomingMessage[] = await once(asked, 'response');
  const parts: Buffer[] = [];
  for await (const part of answer ?? []) parts.push(Buffer.from(part));
  return { status: answer?.statusCode, headers: answer?.headers ?? {}, body: Buffer.concat(parts) };
}

const filesWith = (change: Record<string, unknown>) =>
  site((template) => Object.assign(behavioursOf(template).DefaultCacheBehavior, change));

const BOTH = { 'accept-encoding': 'gzip, deflate, br;q=1.0' };
const JSON_INPUT = { ...BOTH, 'content-type': 'application/json' };

test('Brotli before gzip, gzip for who takes only that, plain for the others', async () => {
  const { ask } = await site();
  const [brotli, gzip] = [
    await ask('/assets/large.js', BOTH),
    await ask('/assets/large.js', { 'accept-encoding': 'gzip' }),
  ];
  expect([brotli.headers['content-encoding'], String(brotliDecompressSync(brotli.body))]).toEqual(['br', SCRIPT]);
  expect([gzip.headers['content-encoding'], String(gunzipSync(gzip.body))]).toEqual(['gzip', SCRIPT]);
  expect(Number(brotli.headers['content-length'])).toBe(brotli.body.length);
  for (const accepted of [undefined, 'identity', 'br;q=0, gzip;q=0.0', 'brotli']) {
    const plain = await ask('/assets/large.js', accepted === undefined ? {} : { 'accept-encoding': accepted });
    expect([plain.headers['content-encoding'], String(plain.body)]).toEqual([undefined, SCRIPT]);
    expect(plain.headers.vary).toBe('accept-encoding');
  }
});

test('the tag of a compressed form is weak, and stands for the same file', async () => {
  const { ask } = await site();
  const [plain, brotli] = [await ask('/assets/large.js'), await ask('/assets/large.js', BOTH)];
  expect(plain.headers.etag).toMatch(/^"/);
  expect(brotli.headers.etag).toBe(`W/${plain.headers.etag}`);
  for (const known of [plain.headers.etag, brotli.headers.etag, `"other", ${brotli.headers.etag}`]) {
    const again = await ask('/assets/large.js', { ...BOTH, 'if-none-match': known });
    expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, brotli.headers.etag]);
  }
  expect((await ask('/assets/large.js', { ...BOTH, 'if-none-match': 'W/"other"' })).status).toBe(200);
});

test('HEAD tells what GET would send', async () => {
  const { ask } = await site();
  const { body, headers } = await ask('/assets/large.js', BOTH);
  const head = await ask('/assets/large.js', BOTH, { method: 'HEAD' });
  expect([head.headers['content-length'], head.headers['content-encoding']]).toEqual([String(body.length), 'br']);
  expect(headers['content-length']).toBe(String(body.length));
  expect(head.body).toHaveLength(0);
});

test('a file that was changed is compressed anew', async () => {
  const { ask, fixture } = await site();
  await ask('/assets/large.js', BOTH);
  appendFileSync(join(assets(fixture), 'large.js'), '// new');
  expect(String(brotliDecompressSync((await ask('/assets/large.js', BOTH)).body))).toBe(`${SCRIPT}// new`);
});

test('other types, and what is smaller than 1,000 or larger than 10,000,000 bytes, stay as they are', async () => {
  const { ask } = await site();
  expect((await ask('/assets/just.css', BOTH)).headers).toMatchObject({ 'content-encoding': 'br' });
  for (const path of ['/assets/font.woff2', '/assets/short.css', '/assets/huge.txt']) {
    const { headers } = await ask(path, BOTH, { method: 'HEAD' });
    expect([path, headers['content-encoding'], headers.vary, headers.etag?.[0]]).toEqual([
      path,
      undefined,
      undefined,
      '"',
    ]);
  }
});

test('only where the behaviour and its cache policy say so', async () => {
  const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
  for (const change of [{ CachePolicyId: OPTIMISED }, { Compress: true, CachePolicyId: CACHING_DISABLED }]) {
    const { headers } = await (await filesWith(change)).ask('/assets/large.js', BOTH);
    expect([headers['content-encoding'], headers.vary]).toEqual([undefined, undefined]);
  }
});

test('answers of the API, with the codings of its own policy', async () => {
  const { ask } = await site();
  const post = { method: 'POST', input: JSON.stringify('x'.repeat(2000)) };
  const long = await ask('/api/echo', JSON_INPUT, post);
  expect(long.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
  expect(JSON.parse(String(gunzipSync(long.body)))).toMatchObject({ event: { body: post.input } });
  expect((await ask('/api/docs', BOTH)).headers).not.toHaveProperty('content-encoding');
});

test('what the origin encoded is left alone; its tag and its Vary are kept in mind', async () => {
  const { ask } = await site();
  const long = (headers: Record<string, string>) =>
    ask('/api/long', JSON_INPUT, {
      method: 'POST',
      input: JSON.stringify({ 'content-type': 'text/plain', ...headers }),
    });
  const encoded = await long({ 'content-encoding': 'identity', etag: '"own"' });
  expect(String(encoded.body)).toBe('long '.repeat(500));
  expect(encoded.headers).toMatchObject({ 'content-encoding': 'identity', etag: '"own"' });
  const { headers } = await long({ etag: '"own"', vary: 'origin' });
  expect(headers).toMatchObject({ 'content-encoding': 'gzip', etag: 'W/"own"', vary: 'origin, accept-encoding' });
  expect((await long({ etag: 'W/"own"' })).headers.etag).toBe('W/"own"');
});
