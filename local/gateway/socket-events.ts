/** Events of a WebSocket API, in API Gateway's shapes. */
import type { SocketApi } from '../template/model.ts';
import { requestId, requestTime } from '../support/ids.ts';
import type { Connection, Ending } from './connection.ts';

/** A request as it reaches an origin: lower-case header names with all their values. */
export interface OriginRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly sourceIp: string;
}

/** What an event says about its connection. */
export type Subject = Pick<Connection, 'id' | 'connectedAt' | 'authorizer' | 'identity'>;

function context(api: SocketApi, subject: Subject, routeKey: string, eventType: string) {
  const now = Date.now();
  const id = requestId();
  return {
    routeKey,
    eventType,
    extendedRequestId: id,
    requestTime: requestTime(now),
    messageDirection: 'IN',
    stage: api.stage,
    connectedAt: subject.connectedAt,
    requestTimeEpoch: now,
    identity: subject.identity,
    requestId: id,
    domainName: api.domain,
    connectionId: subject.id,
    apiId: api.id,
    authorizer: subject.authorizer,
  };
}

/** Header names as clients write them over HTTP/1.1: handlers must not depend on their case. */
const titled = (name: string): string => {
  const known = titles.get(name);
  if (known !== undefined) return known;
  const title = name.replaceAll(/(^|-)([a-z])/g, (_whole, dash: string, letter: string) => dash + letter.toUpperCase());
  if (titles.size < MOST_TITLES) titles.set(name, title);
  return title;
};
const titles = new Map<string, string>();
const MOST_TITLES = 200;

export type RequestParts = ReturnType<typeof requestParts>;

/** What the events of the authorizer and of `$connect` say of the request, made once for both. */
export function requestParts(request: OriginRequest) {
  const query = new URLSearchParams(request.query);
  const names = [...new Set(query.keys())];
  const headers = Object.entries(request.headers).map(([name, values]) => [titled(name), values] as const);
  return {
    headers: Object.fromEntries(headers.map(([name, values]) => [name, values.at(-1) ?? ''])),
    multiValueHeaders: Object.fromEntries(headers),
    ...(names.length > 0 && {
      queryStringParameters: Object.fromEntries(names.map((name) => [name, query.getAll(name).at(-1) ?? ''])),
      multiValueQueryStringParameters: Object.fromEntries(names.map((name) => [name, query.getAll(name)])),
    }),
  };
}

export const connectEvent = (api: SocketApi, subject: Subject, parts: RequestParts): object => ({
  ...parts,
  requestContext: context(api, subject, '$connect', 'CONNECT'),
  isBase64Encoded: false,
});

export const authorizerEvent = (api: SocketApi, subject: Subject, parts: RequestParts): object => ({
  type: 'REQUEST',
  methodArn: `${api.arn}/${api.stage}/$connect`,
  ...parts,
  stageVariables: {},
  requestContext: context(api, subject, '$connect', 'CONNECT'),
});

export function messageEvent(api: SocketApi, connection: Connection, routeKey: string, body: string) {
  const requestContext = context(api, connection, routeKey, 'MESSAGE');
  return {
    requestContext: Object.assign(requestContext, { messageId: requestContext.requestId }),
    body,
    isBase64Encoded: false,
  };
}

export const disconnectEvent = (api: SocketApi, connection: Connection, ending: Ending): object => ({
  headers: { Host: api.domain, 'x-api-key': '', 'X-Forwarded-For': '', 'x-restapi': '' },
  multiValueHeaders: { Host: [api.domain], 'x-api-key': [''], 'X-Forwarded-For': [''], 'x-restapi': [''] },
  requestContext: {
    ...context(api, connection, '$disconnect', 'DISCONNECT'),
    disconnectStatusCode: ending.code,
    disconnectReason: ending.reason,
  },
  isBase64Encoded: false,
});
