/** The HTTP API: routes to functions, with API Gateway's own answers when something fails. */
import type { HttpApi } from '../template/model.ts';
import { httpEvent, type OriginAnswer, plainAnswer, readResult } from './http-events.ts';
import { createRouter, type RouteMatch } from './http-routes.ts';
import type { Invoker } from './invoker.ts';
import { FunctionFailed } from './invoker.ts';
import { type GatewayLimits, happens, type Switches } from './limits.ts';
import type { OriginRequest } from './socket-events.ts';

export interface HttpApiServer {
  handle(request: OriginRequest, body: Buffer): Promise<OriginAnswer>;
}

export function startHttpApi(api: HttpApi, invoker: Invoker, limits: GatewayLimits, switches: Switches): HttpApiServer {
  const route = createRouter(api);
  return {
    handle: async (request, body) => {
      const match = route(request.method, request.path);
      if (match === undefined) return plainAnswer(404, 'Not Found');
      if (happens(switches.throttledRequests)) return plainAnswer(429, 'Too Many Requests');
      if (body.length > limits.httpBodyBytes) return plainAnswer(413, 'Request Entity Too Large');
      return callFunction(api, match, invoker, limits, request, body);
    },
  };
}

async function callFunction(
  api: HttpApi,
  match: RouteMatch,
  invoker: Invoker,
  limits: GatewayLimits,
  request: OriginRequest,
  body: Buffer,
): Promise<OriginAnswer> {
  const { integration, key } = match.route;
  if (integration.kind === 'mock') return plainAnswer(500, 'Internal Server Error');
  const [method = '*', path = '/$default'] = key.split(' ', 2);
  if (!invoker.permits(integration.functionArn, `${api.arn}/${api.stage}/${method}${path}`))
    return plainAnswer(500, 'Internal Server Error');
  try {
    const timeout = Math.min(integration.timeoutMs, limits.httpTimeoutMs);
    const result = await invoker.invoke(integration.functionArn, httpEvent(api, match, request, body), timeout);
    return readResult(result) ?? plainAnswer(500, 'Internal Server Error');
  } catch (error) {
    if (!(error instanceof FunctionFailed)) throw error;
    const unavailable = error.kind === 'integration-timeout' || error.kind === 'throttled';
    return unavailable ? plainAnswer(503, 'Service Unavailable') : plainAnswer(500, 'Internal Server Error');
  }
}
