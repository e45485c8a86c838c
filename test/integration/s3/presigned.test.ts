import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { request } from 'node:http';
import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bucket } from './s3-harness.ts';
import { BUCKET, CREDENTIALS, startBucket } from './s3-harness.ts';

const Key = "C1/Grüße & 'Küsse' (1)+2/~final=.txt";

async function refused(url: string, method = 'GET'): Promise<string> {
  const response = await fetch(url, { method });
  expect(response.status).toBe(403);
  return response.text();
}

describe('objects, with the SDK', () => {
  let bucket: Bucket;
  beforeEach(async () => {
    bucket = await startBucket();
  });
  afterEach(() => bucket.stop());

  const put = (Body: string | Uint8Array, key = Key) =>
    bucket.client.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body, ContentType: 'text/plain' }));
  const read = async (key = Key): Promise<string> => {
    const { Body } = await bucket.client.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
    return Body === undefined ? '' : Body.transformToString();
  };
  const range = async (Range: string) => {
    const { Body, ContentRange } = await bucket.client.send(new GetObjectCommand({ Bucket: BUCKET, Key, Range }));
    return [await Body?.transformToString(), ContentRange];
  };
  const presigned = (command: GetObjectCommand | PutObjectCommand | HeadObjectCommand, expiresIn = 60) =>
    getSignedUrl(bucket.client, command, { expiresIn });

  it('are put, read, described and deleted', async () => {
    await put('hello');
    expect(await read()).toBe('hello');
    const head = await bucket.client.send(new HeadObjectCommand({ Bucket: BUCKET, Key }));
    expect(head).toMatchObject({
      ContentLength: 5,
      ContentType: 'text/plain',
      ETag: '"5d41402abc4b2a76b9719d911017c592"',
    });
    await bucket.client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key }));
    await expect(read()).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('survive a restart, and an empty one is an object', async () => {
    await put('hello');
    await put(new Uint8Array(), 'empty');
    await bucket.restart();
    expect(await read()).toBe('hello');
    expect(await read('empty')).toBe('');
  });

  it('go up and down by presigned URLs', async () => {
    const up = await presigned(new PutObjectCommand({ Bucket: BUCKET, Key, ContentType: 'image/png' }));
    const bytes = new Uint8Array(200_000).map((_, at) => at % 251);
    expect((await fetch(up, { method: 'PUT', body: bytes, headers: { 'content-type': 'image/png' } })).status).toBe(
      200,
    );
    const down = await presigned(
      new GetObjectCommand({ Bucket: BUCKET, Key, ResponseContentDisposition: 'attachment; filename="a.png"' }),
    );
    const response = await fetch(down);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="a.png"');
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    const head = await fetch(await presigned(new HeadObjectCommand({ Bucket: BUCKET, Key })), { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe('200000');
  });

  it('are read in ranges', async () => {
    await put('0123456789');
    expect(await range('bytes=2-4')).toEqual(['234', 'bytes 2-4/10']);
    expect(await range('bytes=8-')).toEqual(['89', 'bytes 8-9/10']);
    expect(await range('bytes=-3')).toEqual(['789', 'bytes 7-9/10']);
    await expect(range('bytes=10-')).rejects.toMatchObject({ name: 'InvalidRange' });
  });

  it('refuse a URL that was changed, moved to another method, or has expired', async () => {
    await put('hello');
    await put('other', 'other');
    const url = await presigned(new GetObjectCommand({ Bucket: BUCKET, Key, ResponseContentType: 'text/plain' }));
    const other = new URL(url);
    other.pathname = `/${BUCKET}/other`;
    expect(await refused(other.href)).toContain('SignatureDoesNotMatch');
    expect(await refused(url.replace('text%2Fplain', 'text%2Fhtml'))).toContain('SignatureDoesNotMatch');
    expect(await refused(url.replace('X-Amz-Expires=60', 'X-Amz-Expires=600'))).toContain('SignatureDoesNotMatch');
    expect(await refused(url, 'DELETE')).toContain('SignatureDoesNotMatch');
    expect(await refused(`${url}&response-cache-control=x`)).toContain('SignatureDoesNotMatch');
    expect(await refused(url.split('?')[0] ?? '')).toContain('AccessDenied');
    bucket.advance(61_000);
    expect(await refused(url)).toContain('Request has expired');
  });

  it('refuse unsigned headers that would steer an upload', async () => {
    const url = await presigned(new PutObjectCommand({ Bucket: BUCKET, Key }));
    const response = await fetch(url, { method: 'PUT', body: 'x', headers: { 'x-amz-meta-owner': 'someone' } });
    expect(response.status).toBe(403);
    await expect(read()).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('refuse unknown keys, wrong secrets, foreign buckets and old signatures', async () => {
    const as = (credentials: typeof CREDENTIALS, Bucket = BUCKET) =>
      new S3Client({ region: 'eu-central-1', endpoint: bucket.url, credentials, maxAttempts: 1 }).send(
        new PutObjectCommand({ Bucket, Key, Body: 'x' }),
      );
    await expect(as({ ...CREDENTIALS, accessKeyId: 'someone' })).rejects.toMatchObject({ name: 'InvalidAccessKeyId' });
    await expect(as({ ...CREDENTIALS, secretAccessKey: 'guess' })).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    });
    await expect(as(CREDENTIALS, 'foreign')).rejects.toMatchObject({ name: 'NoSuchBucket' });
    bucket.advance(16 * 60_000);
    await expect(as(CREDENTIALS)).rejects.toMatchObject({ name: 'RequestTimeTooSkewed' });
  });

  it.each(['../escape', '../../etc/passwd', 'a/../../b', '/absolute', 'a\\..\\b', '..', 'a\u0000b'])(
    'keep the key %j inside the folder',
    async (key) => {
      await put('hello', key);
      expect(await read(key)).toBe('hello');
      const files = await readdir(bucket.directory, { recursive: true });
      expect(files.filter((name) => /[0-9a-f]{64}$/.test(name))).toHaveLength(1);
      expect(files.every((name) => /^attachments(\/[0-9a-f]{2}(\/[0-9a-f]{64})?)?$/.test(name))).toBe(true);
    },
  );

  it('leave the old object in place when an upload is cut off or damaged', async () => {
    await put('old');
    const url = new URL(await presigned(new PutObjectCommand({ Bucket: BUCKET, Key })));
    await new Promise<void>((resolve) => {
      const upload = request(url, { method: 'PUT', headers: { 'content-length': 1_000_000 } });
      upload.on('error', () => resolve());
      upload.write('new', () => upload.destroy(new Error('cut')));
    });
    const wrong = new PutObjectCommand({ Bucket: BUCKET, Key, Body: 'new', ChecksumCRC32: 'AAAAAA==' });
    await expect(bucket.client.send(wrong)).rejects.toMatchObject({ name: 'BadDigest' });
    expect(await read()).toBe('old');
    await expect
      .poll(async () => (await readdir(bucket.directory, { recursive: true })).filter((name) => name.endsWith('.part')))
      .toEqual([]);
  });

  it('show either the old or the new object while one is replaced', async () => {
    const [one, two] = ['1'.repeat(300_000), '2'.repeat(200_000)];
    await put(one);
    const reads = Array.from({ length: 10 }, () => read());
    const [seen] = await Promise.all([Promise.all(reads), put(two)]);
    expect(seen.every((text) => text === one || text === two)).toBe(true);
    expect(await read()).toBe(two);
  });

  it.each(['/%', '/', '/attachments', `/attachments/${'k'.repeat(1025)}`])(
    'answers GET %.20s with an error',
    async (path) => {
      const response = await fetch(`${bucket.url}${path}`);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      expect(await response.text()).toContain('<Error>');
    },
  );
});
