/** Whether a client may connect: the authorizer first, then the function of `$connect`. */
import type { Route, SocketApi } from '../template/model.ts';
import { authorize } from './authorizer.ts';
import { FunctionFailed, type Invoker } from './invoker.ts';
import type { GatewayLimits } from './limits.ts';
import {
  authorizerEvent,
  connectEvent,
  type OriginRequest,
  requestParts,
  type RequestParts,
  type Subject,
} from './socket-events.ts';

export interface Target {
  readonly route: Route;
  /** False: no permission lets the API invoke the function. */
  readonly permitted: boolean;
}

export type Admission =
  | { readonly admitted: true; readonly subject: Subject; readonly protocol: string | undefined }
  | { readonly admitted: false; readonly status: number; readonly message: string };

const refused = (status: number, message: string): Admission => ({ admitted: false, status, message });
const FAILED = 'Internal server error';

/** `target`: the route `$connect`, if the API has one. */
export async function admit(
  api: SocketApi,
  target: Target | undefined,
  invoker: Invoker,
  subject: Subject,
  request: OriginRequest,
  limits: GatewayLimits,
): Promise<Admission> {
  if (target === undefined) return { admitted: true, subject, protocol: undefined };
  const { authorizerId } = target.route;
  const parts = requestParts(request);
  if (authorizerId === undefined) return callConnect(api, target, invoker, subject, parts, limits);
  const authorizer = api.authorizers.get(authorizerId);
  if (authorizer === undefined) return refused(500, FAILED);
  const event = authorizerEvent(api, subject, parts);
  const verdict = await authorize(api, authorizer, invoker, request, event, limits.socketTimeoutMs);
  if (!verdict.allowed) return refused(verdict.status, verdict.message);
  return callConnect(api, target, invoker, { ...subject, authorizer: verdict.context }, parts, limits);
}

async function callConnect(
  api: SocketApi,
  { route: { integration }, permitted }: Target,
  invoker: Invoker,
  subject: Subject,
  parts: RequestParts,
  limits: GatewayLimits,
): Promise<Admission> {
  if (integration.kind === 'mock') return { admitted: true, subject, protocol: undefined };
  if (!permitted) return refused(500, FAILED);
  const timeout = Math.min(integration.timeoutMs, limits.socketTimeoutMs);
  try {
    const event = connectEvent(api, subject, parts);
    const { status, protocol } = readAnswer(await invoker.invoke(integration.functionArn, event, timeout));
    if (status >= 200 && status < 300) return { admitted: true, subject, protocol };
    return refused(status, status === 403 ? 'Forbidden' : 'Connection refused');
  } catch (error) {
    if (!(error instanceof FunctionFailed)) throw error;
    return refused(error.kind === 'integration-timeout' ? 504 : 502, FAILED);
  }
}

/** A result that API Gateway does not understand counts as 502. */
function readAnswer(result: unknown): { readonly status: number; readonly protocol: string | undefined } {
  const answer = typeof result === 'object' && result !== null ? result : {};
  const status = 'statusCode' in answer && typeof answer.statusCode === 'number' ? answer.statusCode : 502;
  const headers = 'headers' in answer && typeof answer.headers === 'object' ? Object.entries(answer.headers ?? {}) : [];
  const protocol = headers.find(([name]) => name.toLowerCase() === 'sec-websocket-protocol')?.[1];
  return { status, protocol: typeof protocol === 'string' ? protocol : undefined };
}
