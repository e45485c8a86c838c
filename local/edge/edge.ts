/** The CloudFront stand-in: one port, driven by the distribution of the template. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { refuse } from '../gateway/handshake.ts';
import type { HttpApiServer } from '../gateway/http-api.ts';
import { type OriginAnswer, plainAnswer, send } from '../gateway/http-events.ts';
import type { SocketApiServer } from '../gateway/socket-api.ts';
import { matches } from '../support/wildcard.ts';
import { type Behaviour, type Deployment, type DistributionModel, type Origin } from '../template/model.ts';
import { TemplateError } from '../template/json.ts';
import { readBody } from './body.ts';
import { createCompressedFiles, type CompressedFiles } from './compressed-files.ts';
import { compressedAnswer } from './compression.ts';
import { localHeaders } from './local-headers.ts';
import { toOrigin, viewerRequest } from './origin-request.ts';
import { serveFile } from './static-site.ts';
import { compileViewerFunction, type ViewerRequest, type ViewerResult } from './viewer-function.ts';

/** What stands behind a domain name. */
export type Backend =
  | { readonly kind: 'files'; readonly deployments: readonly Deployment[] }
  | { readonly kind: 'http'; readonly api: HttpApiServer; readonly stage: string }
  | { readonly kind: 'socket'; readonly api: SocketApiServer; readonly stage: string };

export interface EdgeOptions {
  readonly distribution: DistributionModel;
  /** By domain name of the origin. */
  readonly backends: ReadonlyMap<string, Backend>;
  readonly bodyBytes: number;
  /** Domain names in response headers → the local URLs in their place. */
  readonly replacements: ReadonlyMap<string, string>;
}

/** Compressed forms of files that are kept in memory; the web app's together take a few MB. */
const COMPRESSED_BYTES = 64 * 1024 * 1024;

interface Step {
  readonly behaviour: Behaviour;
  readonly origin: Origin;
  readonly backend: Backend | undefined;
  readonly onRequest: (request: ViewerRequest) => ViewerResult;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly compressed: CompressedFiles;
}

export interface Edge {
  /** True for paths whose origin is a bucket. */
  servesFiles(path: string): boolean;
  request(incoming: IncomingMessage, response: ServerResponse): Promise<void>;
  upgrade(incoming: IncomingMessage, socket: Socket, head: Buffer): Promise<void>;
}

export function createEdge(options: EdgeOptions): Edge {
  const compressed = createCompressedFiles(COMPRESSED_BYTES);
  const steps = options.distribution.behaviours.map((behaviour) => stepOf(behaviour, options, compressed));
  const stepFor = (uri: string): Step | undefined =>
    steps.find(
      ({ behaviour }) => behaviour.pattern === undefined || matches(`/${behaviour.pattern.replace(/^\//, '')}`, uri),
    );
  return {
    servesFiles: (path) => stepFor(path)?.backend?.kind === 'files',
    request: async (incoming, response) => {
      const viewer = viewerRequest(incoming);
      const step = stepFor(viewer.uri);
      if (step === undefined) return send(response, plainAnswer(404, 'Not Found'), {});
      await answerRequest(step, viewer, incoming, response, options);
    },
    upgrade: async (incoming, socket, head) => {
      const viewer = viewerRequest(incoming);
      const step = stepFor(viewer.uri);
      const result = step?.onRequest(viewer);
      if (step?.backend?.kind !== 'socket' || result?.kind !== 'request') return refuse(socket, 403, 'Forbidden');
      const request = toOrigin(viewer, result, incoming.socket.remotePort ?? 0, step.behaviour, step.origin);
      // The path names the stage.
      if (request.path !== `/${step.backend.stage}`) return refuse(socket, 403, 'Forbidden');
      await step.backend.api.upgrade(incoming, socket, head, request);
    },
  };
}

function stepOf(
  behaviour: Behaviour,
  { distribution, backends, replacements }: EdgeOptions,
  compressed: CompressedFiles,
): Step {
  const origin = distribution.origins.get(behaviour.originId);
  if (origin === undefined) throw new TemplateError(`the distribution has no origin ${behaviour.originId}`);
  return {
    behaviour,
    origin,
    backend: backends.get(origin.domain),
    onRequest:
      behaviour.onRequest === undefined
        ? ({ uri, headers }) => ({ kind: 'request', uri, headers })
        : compileViewerFunction(behaviour.onRequest),
    responseHeaders: localHeaders(behaviour.responseHeaders, replacements),
    compressed,
  };
}

async function answerRequest(
  step: Step,
  viewer: ViewerRequest,
  incoming: IncomingMessage,
  response: ServerResponse,
  { distribution, bodyBytes }: EdgeOptions,
): Promise<void> {
  const { behaviour, origin, backend, responseHeaders } = step;
  if (!behaviour.methods.includes(viewer.method)) return send(response, plainAnswer(403, 'Forbidden'), responseHeaders);
  const uri = viewer.uri === '/' && distribution.defaultRoot !== '' ? `/${distribution.defaultRoot}` : viewer.uri;
  const result = step.onRequest({ ...viewer, uri });
  if (result.kind === 'response') return send(response, { ...result, cookies: [] }, responseHeaders);
  if (backend === undefined) return send(response, plainAnswer(502, 'Bad Gateway'), responseHeaders);
  if (backend.kind === 'files') {
    for (const [name, value] of Object.entries(responseHeaders)) response.setHeader(name, value);
    const files = { ...backend, codings: behaviour.codings, compressed: step.compressed };
    const served = await serveFile(files, origin.path + result.uri, incoming, response);
    return served ? undefined : send(response, NO_SUCH_KEY, {});
  }
  if (backend.kind === 'socket') return send(response, plainAnswer(403, 'Forbidden'), responseHeaders);
  const body = await readBody(incoming, bodyBytes);
  if (body === undefined)
    return send(response, plainAnswer(413, 'Request Entity Too Large'), { ...responseHeaders, connection: 'close' });
  const request = toOrigin(viewer, result, incoming.socket.remotePort ?? 0, behaviour, origin);
  const staged = backend.stage === '$default' ? request : withoutStage(request, backend.stage);
  const answer = await backend.api.handle(staged, body);
  send(response, await compressedAnswer(answer, behaviour.codings, incoming), responseHeaders);
}

const withoutStage = <T extends { readonly path: string }>(request: T, stage: string): T =>
  request.path.startsWith(`/${stage}/`) ? { ...request, path: request.path.slice(stage.length + 1) } : request;

/** The edge may list the bucket, so what is missing is 404 and not 403. */
const NO_SUCH_KEY: OriginAnswer = {
  status: 404,
  headers: { 'content-type': 'application/xml' },
  cookies: [],
  body: '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code></Error>',
};
