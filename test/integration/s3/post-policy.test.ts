import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { corsFromTemplate } from '../../../local/s3/cors.ts';
import type { Bucket, FormOptions } from './s3-harness.ts';
import { BUCKET, signedForm, startBucket } from './s3-harness.ts';

const key = 'C1/file';

describe('uploads by a signed form', () => {
  let bucket: Bucket;
  beforeEach(async () => {
    bucket = await startBucket();
  });
  afterEach(() => bucket.stop());

  const post = (options: Partial<FormOptions> = {}) =>
    fetch(`${bucket.url}/${BUCKET}`, {
      method: 'POST',
      body: signedForm({ key, expiresAt: bucket.now() + 60_000, ...options }),
    });
  const stored = (Key = key) => bucket.client.send(new GetObjectCommand({ Bucket: BUCKET, Key }));

  it('store the file with its type', async () => {
    const file = new Blob([new Uint8Array([0, 255, 13, 10, 45, 45])]);
    expect((await post({ file })).status).toBe(204);
    const { Body, ContentType } = await stored();
    expect(ContentType).toBe('text/plain');
    expect(await Body?.transformToByteArray()).toEqual(new Uint8Array([0, 255, 13, 10, 45, 45]));
  });

  it.each<[string, Partial<FormOptions>, string]>([
    ['signed with another secret', { secret: 'guess' }, 'SignatureDoesNotMatch'],
    ['that has expired', { expiresAt: Date.now() - 1 }, 'Policy expired'],
    ['with a field that no condition names', { fields: { 'x-amz-meta-owner': 'me' } }, 'Extra input fields'],
    [
      'with a redirect that no condition names',
      { fields: { success_action_redirect: 'https://e.org' } },
      'Extra input',
    ],
    ['with a larger file', { file: 'x'.repeat(21) }, 'EntityTooLarge'],
    ['with a smaller file', { file: '' }, 'EntityTooSmall'],
    [
      'for another key',
      { conditions: [{ bucket: BUCKET }, ['eq', '$key', 'C2/file'], ['starts-with', '$Content-Type', '']] },
      'Policy Condition failed',
    ],
    [
      'for another type',
      { conditions: [{ bucket: BUCKET }, { key }, ['starts-with', '$Content-Type', 'image/']] },
      'Policy Condition failed',
    ],
    [
      'for another bucket',
      { conditions: [{ bucket: 'foreign' }, { key }, ['starts-with', '$Content-Type', '']] },
      'Policy Condition failed',
    ],
    ['that names no bucket', { conditions: [{ key }, ['starts-with', '$Content-Type', '']] }, 'Extra input fields'],
    ['with an odd condition', { conditions: ['odd'] }, 'InvalidPolicyDocument'],
    ['with a type that breaks out of its header', { fields: { 'Content-Type': 'a\r\nb: c' } }, 'InvalidArgument'],
  ])('refuse a form %s', async (_what, options, problem) => {
    const response = await post(options);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(await response.text()).toContain(problem);
    await expect(stored()).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('refuse a policy that was changed after it was signed', async () => {
    const form = signedForm({ key, expiresAt: bucket.now() + 60_000 });
    const wider = signedForm({ key, expiresAt: bucket.now() + 60_000_000 });
    form.set('policy', wider.get('policy') ?? '');
    const response = await fetch(`${bucket.url}/${BUCKET}`, { method: 'POST', body: form });
    expect(await response.text()).toContain('SignatureDoesNotMatch');
  });

  it.each([
    ['text/plain', 'hello'],
    ['multipart/form-data', 'hello'],
    ['multipart/form-data; boundary=x', '--x\r\nnot a form'],
    ['multipart/form-data; boundary=x', '--x--\r\n'],
  ])('refuse the body %s %j', async (type, body) => {
    const response = await fetch(`${bucket.url}/${BUCKET}`, {
      method: 'POST',
      body,
      headers: { 'content-type': type },
    });
    expect(response.status).toBe(400);
  });
});

describe('other origins', () => {
  const cors = corsFromTemplate({
    CorsConfiguration: {
      CorsRules: [
        {
          AllowedOrigins: ['https://*.example.org'],
          AllowedMethods: ['POST'],
          AllowedHeaders: ['content-*'],
          MaxAge: 60,
        },
        { AllowedOrigins: ['*'], AllowedMethods: ['GET'] },
      ],
    },
  });
  let bucket: Bucket;
  beforeEach(async () => {
    bucket = await startBucket(cors);
  });
  afterEach(() => bucket.stop());

  const preflight = (origin: string, method: string, headers?: string) =>
    fetch(`${bucket.url}/${BUCKET}`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': method,
        ...(headers === undefined ? {} : { 'access-control-request-headers': headers }),
      },
    });

  it('are allowed what the template says', async () => {
    const allowed = await preflight('https://chat.example.org', 'POST', 'Content-Type');
    expect(allowed.status).toBe(200);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://chat.example.org');
    expect(allowed.headers.get('access-control-allow-headers')).toBe('Content-Type');
    expect(allowed.headers.get('access-control-max-age')).toBe('60');
    expect((await preflight('https://elsewhere.net', 'GET')).headers.get('access-control-allow-origin')).toBe('*');
  });

  it.each([
    ['https://elsewhere.net', 'POST', undefined],
    ['https://chat.example.org', 'PUT', undefined],
    ['https://chat.example.org', 'POST', 'Authorization'],
    ['https://chat.example.org.evil.net', 'POST', undefined],
  ])('are refused otherwise: %s %s %s', async (origin, method, headers) => {
    const response = await preflight(origin, method, headers);
    expect(response.status).toBe(403);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('may read why they were refused', async () => {
    const response = await fetch(`${bucket.url}/${BUCKET}/missing`, { headers: { origin: 'https://elsewhere.net' } });
    expect(response.status).toBe(403);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });
});
