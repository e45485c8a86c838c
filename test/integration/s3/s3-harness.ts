import { S3Client } from '@aws-sdk/client-s3';
import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CorsRule } from '../../../local/s3/cors.ts';
import { startS3 } from '../../../local/s3/server.ts';

export const BUCKET = 'attachments';
export const CREDENTIALS = { accessKeyId: 'http', secretAccessKey: 'the secret of http' };
const ANY_ORIGIN: CorsRule = {
  origins: ['*'],
  methods: ['GET', 'POST'],
  headers: ['*'],
  exposed: [],
  maxAgeSeconds: 3600,
};

export interface Bucket {
  readonly url: string;
  readonly directory: string;
  readonly client: S3Client;
  advance(ms: number): void;
  /** The server's time. */
  now(): number;
  /** A server on the same folder, as after a restart. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startBucket(cors: readonly CorsRule[] = [ANY_ORIGIN]): Promise<Bucket> {
  const directory = await mkdtemp(join(tmpdir(), 'parley-s3-'));
  let skew = 0;
  const now = (): number => Date.now() + skew;
  const secretOf = (id: string) => (id === CREDENTIALS.accessKeyId ? CREDENTIALS.secretAccessKey : undefined);
  const start = (port: number) => startS3({ directory, buckets: [{ name: BUCKET, cors }], secretOf, now, port });
  let server = await start(0);
  const { url } = server;
  const client = new S3Client({ region: 'eu-central-1', endpoint: url, credentials: CREDENTIALS, maxAttempts: 1 });
  return {
    url,
    directory,
    client,
    now,
    advance: (ms) => {
      skew += ms;
    },
    restart: async () => {
      client.destroy(); // Closes its sockets only: they end with the server.
      await server.stop();
      server = await start(Number(new URL(url).port));
    },
    stop: async () => {
      client.destroy();
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export interface FormOptions {
  readonly key: string;
  readonly conditions?: readonly unknown[];
  readonly expiresAt: number;
  readonly fields?: Readonly<Record<string, string>>;
  readonly secret?: string;
  readonly file?: Blob | string;
}

const mac = (by: string | Buffer, text: string): Buffer => createHmac('sha256', by).update(text).digest();

/** A form as a server signs it for a browser, made by hand from the documentation of POST policies. */
export function signedForm(options: FormOptions): FormData {
  const { key, expiresAt, fields = {}, secret = CREDENTIALS.secretAccessKey, file = 'hello' } = options;
  const date = '20260101';
  const credential = `${CREDENTIALS.accessKeyId}/${date}/eu-central-1/s3/aws4_request`;
  const signing = {
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    'x-amz-credential': credential,
    'x-amz-date': `${date}T000000Z`,
  };
  const conditions = options.conditions ?? [
    { bucket: BUCKET },
    ['eq', '$key', key],
    ['starts-with', '$Content-Type', ''],
    ['content-length-range', 1, 20],
  ];
  const signed = [...conditions, ...Object.entries(signing).map(([name, value]) => ({ [name]: value }))];
  const document = { expiration: new Date(expiresAt).toISOString(), conditions: signed };
  const policy = Buffer.from(JSON.stringify(document)).toString('base64');
  const signingKey = mac(mac(mac(mac(`AWS4${secret}`, date), 'eu-central-1'), 's3'), 'aws4_request');
  const form = new FormData();
  const all = { key, 'Content-Type': 'text/plain', ...fields, ...signing, policy };
  for (const [name, value] of Object.entries(all)) form.append(name, value);
  form.append('x-amz-signature', mac(signingKey, policy).toString('hex'));
  form.append('file', file);
  return form;
}
