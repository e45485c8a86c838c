/** Events and results of HTTP APIs, payload format 2.0. */
import type { ServerResponse } from 'node:http';
import { requestId, requestTime } from '../support/ids.ts';
import type { HttpApi } from '../template/model.ts';
import type { RouteMatch } from './http-routes.ts';
import type { OriginRequest } from './socket-events.ts';

const TEXT_TYPES = /^(?:text\/|application\/(?:json|xml|javascript)|[^;]*\+(?:json|xml))/i;

export function httpEvent(api: HttpApi, match: RouteMatch, request: OriginRequest, body: Buffer): object {
  const now = Date.now();
  const { cookie, ...headers } = request.headers;
  const isText = TEXT_TYPES.test(headers['content-type']?.[0] ?? '');
  const query = new URLSearchParams(request.query);
  const names = [...new Set(query.keys())];
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath: request.path,
    rawQueryString: request.query,
    ...(cookie !== undefined && { cookies: cookie.flatMap((value) => value.split(/; */)) }),
    headers: Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values.join(',')])),
    ...(names.length > 0 && {
      queryStringParameters: Object.fromEntries(names.map((name) => [name, query.getAll(name).join(',')])),
    }),
    ...(match.pathParameters && { pathParameters: match.pathParameters }),
    requestContext: {
      accountId: api.arn.split(':')[4],
      apiId: api.id,
      domainName: api.domain,
      domainPrefix: api.id,
      http: {
        method: request.method,
        path: request.path,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent']?.[0] ?? '',
      },
      requestId: requestId(),
      routeKey: match.route.key,
      stage: api.stage,
      time: requestTime(now),
      timeEpoch: now,
    },
    ...(body.length > 0 && { body: isText ? body.toString('utf8') : body.toString('base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/** Headers and body of an answer, before the edge adds its own. */
export interface OriginAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: string | Buffer;
}

export const plainAnswer = (status: number, message: string): OriginAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  cookies: [],
  body: JSON.stringify({ message }),
});

/** The answer that a function's result means; undefined when API Gateway would not understand it. */
export function readResult(result: unknown): OriginAnswer | undefined {
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) {
    const inferred: string | undefined = typeof result === 'string' ? result : JSON.stringify(result);
    return { status: 200, headers: { 'content-type': 'application/json' }, cookies: [], body: inferred ?? '' };
  }
  const status = Number(result.statusCode);
  const body = 'body' in result ? (result.body ?? '') : '';
  if (!Number.isInteger(status) || status < 200 || status > 599 || typeof body !== 'string') return undefined;
  const encoded = 'isBase64Encoded' in result && result.isBase64Encoded === true;
  const cookies = 'cookies' in result && Array.isArray(result.cookies) ? result.cookies.map(String) : [];
  const given = 'headers' in result && typeof result.headers === 'object' ? Object.entries(result.headers ?? {}) : [];
  const headers = Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), String(value)]));
  if (headers['content-type'] === undefined) headers['content-type'] = 'text/plain;charset=UTF-8';
  return { status, headers, cookies, body: encoded ? Buffer.from(body, 'base64') : body };
}

export function send(response: ServerResponse, answer: OriginAnswer, extra: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  for (const [name, value] of Object.entries(extra)) response.setHeader(name, value);
  if (answer.cookies.length > 0) response.setHeader('set-cookie', answer.cookies);
  response.statusCode = answer.status;
  response.setHeader('content-length', Buffer.byteLength(answer.body));
  response.end(answer.body);
}
