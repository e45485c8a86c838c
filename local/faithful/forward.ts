/** Passes a request on to an endpoint on this machine and its answer back. */
import { Agent, type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http';

export interface Forwarder {
  forward(endpoint: string, incoming: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void>;
  stop(): void;
}

export function createForwarder(): Forwarder {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return {
    forward: (endpoint, incoming, body, response) =>
      new Promise((resolve, reject) => {
        const url = new URL(incoming.url ?? '/', endpoint);
        const headers = { ...incoming.headers, host: url.host, 'content-length': String(body.length) };
        const upstream = httpRequest(url, { method: incoming.method ?? 'GET', headers, agent }, (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response).on('finish', resolve).on('error', reject);
        });
        upstream.on('error', reject);
        upstream.end(body);
      }),
    stop: () => agent.destroy(),
  };
}
