/** Signed requests over kept-alive connections, without the SDK's cost per call. */
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Clock } from '../ports/index.ts';
import type { SigningCredentials } from './signer.ts';
import { createSigner, sha256 } from './signer.ts';

export interface Payload {
  readonly bytes: Buffer;
  readonly hash: string;
  readonly contentType: string;
}

/** Sends one request; resolves to its status. Rejects when there was no answer. */
export type Send = (method: 'POST' | 'DELETE', path: string, payload?: Payload) => Promise<number>;

export interface SendOptions {
  /** Protocol, host and port count; the path does not. */
  readonly origin: URL;
  readonly region: string;
  readonly service: string;
  readonly credentials: SigningCredentials;
  readonly clock: Pick<Clock, 'now'>;
  readonly maxSockets: number;
  readonly timeoutMs: number;
}

const EMPTY = sha256('');

/** Hashes a body once for all the requests that carry it. */
export function payload(text: string, contentType: string): Payload {
  const bytes = Buffer.from(text);
  return { bytes, hash: sha256(bytes), contentType };
}

export function createSend(options: SendOptions): Send {
  const { origin, region, service, credentials, clock, maxSockets, timeoutMs } = options;
  const sign = createSigner({ credentials, region, service, host: origin.host });
  const secure = origin.protocol === 'https:';
  const request = secure ? httpsRequest : httpRequest;
  const agent = new (secure ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets });
  const target = {
    agent,
    hostname: origin.hostname.replace(/^\[|\]$/g, ''),
    port: origin.port === '' ? (secure ? 443 : 80) : Number(origin.port),
    timeout: timeoutMs,
  };
  return (method, path, body) => {
    const payloadHash = body?.hash ?? EMPTY;
    const type = body === undefined ? {} : { contentType: body.contentType };
    const signed = sign({ method, path, payloadHash, ...type }, clock.now());
    const headers = { ...signed, 'content-length': body?.bytes.length ?? 0 };
    return new Promise((resolve, reject) => {
      const sent = request({ ...target, method, path, headers }, (response) => {
        response.on('end', () => resolve(response.statusCode ?? 0));
        response.on('error', reject);
        response.resume();
      });
      sent.on('error', reject);
      sent.on('timeout', () => sent.destroy(new Error('no answer in time')));
      sent.end(body?.bytes);
    });
  };
}
