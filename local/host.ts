/** The one port: which host names are served, the /dev pages, and everything else to the edge. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Edge } from './edge/edge.ts';
import { refuse } from './gateway/handshake.ts';
import { plainAnswer, send } from './gateway/http-events.ts';

/** The port is used by another program. */
class PortTaken extends Error {
  override readonly name = 'PortTaken';
  constructor(port: number) {
    super(`port ${port} is in use by another program: stop that one, or choose another port with --port`);
  }
}

/** Answers a request under `/dev/`. @returns false for paths that it does not know. */
export type DevPages = (path: string, request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** Serves the web app in place of the deployed files: a development server with hot reload. */
export interface WebFront {
  /** Called once, before the first request. */
  attach(server: Server): Promise<void>;
  request(request: IncomingMessage, response: ServerResponse): void;
  /** True for the sockets of the development server itself. */
  owns(request: IncomingMessage): boolean;
  stop(): Promise<void>;
}

export interface HostOptions {
  readonly port: number;
  readonly edge: Edge;
  readonly pages: DevPages;
  readonly onError: (error: unknown) => void;
  readonly front?: WebFront | undefined;
}

export interface Host {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** CloudFront's limit for the headers of a request. */
const HEADER_BYTES = 20_480;
const KEEP_ALIVE_MS = 30_000;

export async function startHost({ port, edge, pages, onError, front }: HostOptions): Promise<Host> {
  const server = createServer({ maxHeaderSize: HEADER_BYTES, keepAliveTimeout: KEEP_ALIVE_MS, noDelay: true });
  const bound = await listen(server, port);
  await front?.attach(server);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    respond(request, response).catch((error: unknown) => {
      onError(error);
      if (response.headersSent) response.destroy();
      else send(response, plainAnswer(500, 'Internal Server Error'), {});
    });
  });
  server.on('upgrade', (request, socket, head) => {
    if (front?.owns(request) === true) return;
    // node:http hands over the TCP socket that it accepted.
    if (!(socket instanceof Socket)) return void socket.destroy();
    socket.setNoDelay(true);
    const wrong = wrongHost(request, bound);
    if (wrong !== undefined) return refuse(socket, wrong.status, 'Use the printed URL', wrong.headers);
    edge.upgrade(request, socket, head).catch((error: unknown) => {
      onError(error);
      socket.destroy();
    });
  });

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const wrong = wrongHost(request, bound);
    if (wrong !== undefined) return send(response, plainAnswer(wrong.status, 'Use the printed URL'), wrong.headers);
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (path.startsWith('/dev/') && (await pages(path, request, response))) return;
    if (front !== undefined && edge.servesFiles(path)) front.request(request, response);
    else await edge.request(request, response);
  }

  return {
    port: bound,
    stop: async () => {
      await front?.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Wrong {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * A distribution serves its own names only, which keeps DNS rebinding out. One name is enough here: the same app under
 * two names would have two sessions and two origins.
 */
function wrongHost(request: IncomingMessage, port: number): Wrong | undefined {
  const host = (request.headers.host ?? '').toLowerCase();
  if (host === `localhost:${port}` || (port === 80 && host === 'localhost')) return undefined;
  const isLoopback = /^(?:127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(host);
  if (!isLoopback) return { status: 403, headers: {} };
  return { status: 308, headers: { location: `http://localhost:${port}${request.url ?? '/'}` } };
}

/** Listens on the loopback interface only. @throws PortTaken */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject('code' in error && error.code === 'EADDRINUSE' ? new PortTaken(port) : error),
    );
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
