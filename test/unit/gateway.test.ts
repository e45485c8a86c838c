import { ApiGatewayManagementApiClient, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createGateway } from '../../lambdas/aws/gateway.ts';
import { systemRandom } from '../../lambdas/aws/random.ts';
import { createSigner, escapeUri, sha256 } from '../../lambdas/aws/signer.ts';
import type { Gateway } from '../../lambdas/delivery/gateway.ts';

const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const HOST = 'abc123.execute-api.eu-central-1.amazonaws.com';
const NOW = Date.UTC(2026, 1, 3, 4, 5, 6);

interface Signed {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

const onlyNeededHeaders =
  <Given extends { readonly request: unknown }, Output>(next: (given: Given) => Promise<Output>) =>
  (given: Given): Promise<Output> => {
    const request = given.request as { headers: Record<string, string> };
    const { host = HOST, 'content-type': type = '' } = request.headers;
    request.headers = { host, 'content-type': type };
    return next(given);
  };

/** What the SDK sends for one post at NOW, reduced to the headers that its service needs. */
async function signedBySdk(connectionId: string, frame: string, sessionToken: string | undefined): Promise<Signed> {
  let sent: Signed | undefined;
  const client = new ApiGatewayManagementApiClient({
    region: 'eu-central-1',
    endpoint: `https://${HOST}/ws`,
    credentials: { ...CREDENTIALS, ...(sessionToken === undefined ? {} : { sessionToken }) },
    requestHandler: {
      handle: (request: Signed) => {
        sent = request;
        return Promise.reject(new Error('not sent'));
      },
    },
    maxAttempts: 1,
  });
  client.middlewareStack.addRelativeTo(onlyNeededHeaders, {
    relation: 'before',
    toMiddleware: 'httpSigningMiddleware',
    name: 'onlyNeededHeaders',
  });
  const command = new PostToConnectionCommand({ ConnectionId: connectionId, Data: Buffer.from(frame) });
  await expect(client.send(command)).rejects.toThrow('not sent');
  if (sent === undefined) throw new Error('the SDK sent nothing');
  return sent;
}

describe('signing', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    ['L0SM9cOFvHcCIhw=', 'hello', undefined],
    ['L0SM9cOFvHcCIhw=', '{"events":[{"text":"grüße 👋"}]}', 'a/session+token=='],
    ["odd!'()*+/ ~id", '', 'token'],
  ])('signs a post to %s exactly as the SDK does', async (connectionId, frame, sessionToken) => {
    const sdk = await signedBySdk(connectionId, frame, sessionToken);
    const sign = createSigner({
      credentials: { ...CREDENTIALS, sessionToken },
      region: 'eu-central-1',
      service: 'execute-api',
      host: HOST,
    });
    const path = `/ws/@connections/${escapeUri(connectionId)}`;
    const contentType = 'application/octet-stream';
    const ours = sign({ method: 'POST', path, payloadHash: sha256(frame), contentType }, NOW);
    expect(path).toBe(sdk.path);
    expect(ours).toEqual(sdk.headers);
  });

  it('uses a new date and key when time goes on', () => {
    const options = { credentials: { ...CREDENTIALS, sessionToken: undefined }, region: 'r', service: 's', host: 'h' };
    const request = { method: 'GET', path: '/', payloadHash: sha256('') };
    const kept = createSigner(options);
    for (const now of [NOW, NOW + 1_000, NOW + 86_400_000, NOW]) {
      expect(kept(request, now)).toEqual(createSigner(options)(request, now));
    }
    expect(kept(request, NOW)['authorization']).not.toBe(kept(request, NOW + 1_000)['authorization']);
  });
});

describe('the gateway over HTTP', () => {
  let gateway: Gateway;
  let requests: { method: string; url: string; body: string; headers: IncomingMessage['headers'] }[];
  let waits: number[];
  let warnings: unknown[];
  /** Answers are held back until so many requests are open; the last ones go when all have come. */
  let together: number;
  let most: number;
  let expected: number;
  let stop: () => Promise<void>;
  /** Status of the nth request (from 1) to a path; 0 cuts the connection. */
  let statusOf: (url: string, attempt: number) => number;

  beforeEach(async () => {
    [requests, waits, warnings, together, expected] = [[], [], [], 1, 0];
    statusOf = () => 200;
    most = 0;
    let held: (() => void)[] = [];
    const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const body = await text(request);
      const { method = '', url = '', headers } = request;
      requests.push({ method, url, body, headers });
      const status = statusOf(url, requests.filter((one) => one.url === url).length);
      held.push(() => (status === 0 ? request.socket.destroy() : response.writeHead(status).end('{}')));
      most = Math.max(most, held.length);
      if (held.length < together && requests.length < expected) return;
      for (const release of held) release();
      held = [];
    };
    const server = createServer((request, response) => void answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    gateway = createGateway({
      callbackUrl: `http://127.0.0.1:${port}/ws`,
      region: 'eu-central-1',
      credentials: { ...CREDENTIALS, sessionToken: undefined },
      clock: { now: () => NOW, wait: async (ms) => void waits.push(ms) },
      random: systemRandom,
      log: { warn: (event, fields) => void warnings.push([event, fields]), error: () => undefined },
    });
    stop = () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
  });
  afterEach(() => stop());

  it('posts the frame to each connection, encoded once in the path', async () => {
    expect(await gateway.post(['a=', 'b/c'], '{"größe":1}')).toEqual([]);
    expect(requests.map(({ method, url, body }) => `${method} ${url} ${body}`).toSorted()).toEqual([
      'POST /ws/@connections/a%3D {"größe":1}',
      'POST /ws/@connections/b%2Fc {"größe":1}',
    ]);
    expect(requests[0]?.headers.authorization).toContain('Credential=AKIDEXAMPLE/20260203/eu-central-1/execute-api/');
  });

  it('names the connections that are gone, and only those', async () => {
    statusOf = (url) => (url.endsWith('gone') ? 410 : 200);
    expect(await gateway.post(['here', 'gone', 'there'], 'x')).toEqual(['gone']);
    expect(requests).toHaveLength(3);
  });

  it.each([429, 500, 503, 0])('tries again after %s, with pauses that may grow', async (status) => {
    statusOf = (_url, attempt) => (attempt < 3 ? status : 200);
    expect(await gateway.post(['a'], 'x')).toEqual([]);
    expect(requests).toHaveLength(3);
    expect(waits).toHaveLength(2);
    expect(waits[0]).toBeLessThanOrEqual(100);
    expect(waits[1]).toBeLessThanOrEqual(200);
    expect(warnings).toEqual([]);
  });

  it('drops a frame after four tries, and says so without naming anyone', async () => {
    statusOf = (url) => (url.endsWith('a') ? 503 : 200);
    expect(await gateway.post(['a', 'b'], 'x')).toEqual([]);
    expect(requests).toHaveLength(5);
    expect(warnings).toEqual([['gateway.dropped', { statusCode: 503, count: 1 }]]);
  });

  it('does not repeat what is refused', async () => {
    statusOf = () => 403;
    expect(await gateway.post(['a'], 'x')).toEqual([]);
    expect(requests).toHaveLength(1);
    expect(warnings).toHaveLength(1);
  });

  it('posts in parallel, 64 at once at most', async () => {
    [together, expected] = [64, 200];
    const connections = Array.from({ length: 200 }, (_, index) => `c${index}`);
    expect(await gateway.post(connections, 'x')).toEqual([]);
    expect(new Set(requests.map(({ url }) => url)).size).toBe(200);
    expect(most).toBe(64);
  });

  it('closes by DELETE; a connection that is gone counts as closed, trouble does not', async () => {
    statusOf = (url) => (url.endsWith('gone') ? 410 : url.endsWith('stuck') ? 503 : 204);
    await gateway.close('here=');
    await gateway.close('gone');
    await expect(gateway.close('stuck')).rejects.toMatchObject({ name: 'GatewayUnavailable' });
    expect(requests[0]).toMatchObject({ method: 'DELETE', url: '/ws/@connections/here%3D' });
  });
});
