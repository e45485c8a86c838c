import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { forbidden, HTTP_STATUS, Problem } from '../../protocol/errors.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { utf8Length } from '../../protocol/utf8.ts';
import type { Browser } from '../actions/action.ts';
import type { Ports, Scope, Settings } from '../ports/index.ts';
import { authenticate } from './authenticate.ts';
import { readBrowser } from './browser.ts';
import type { Headers } from './edge.ts';
import { cameByEdge, ownOrigin, toHeaders } from './edge.ts';
import { toErrorBody } from './error-body.ts';
import { scopeOpener } from './open-scope.ts';
import { decodeBody, notUtf8, parseJson } from './parse-json.ts';
import type { Actions, Endpoint } from './perform.ts';
import { findEndpoint, perform } from './perform.ts';

export interface HttpOptions {
  readonly ports: Ports;
  readonly settings: Settings;
  readonly originSecret: string;
  readonly actions: Actions;
}

/** What of the event is read. */
export type HttpEvent = Pick<APIGatewayProxyEventV2, 'headers' | 'routeKey' | 'isBase64Encoded'> &
  Partial<Pick<APIGatewayProxyEventV2, 'body' | 'cookies' | 'pathParameters'>>;
export type HttpResult = APIGatewayProxyStructuredResultV2;

const HEADERS = { 'content-type': 'application/json', 'cache-control': 'no-store' };
const reply = (statusCode: number, body: unknown, cookies: string[] = []): HttpResult => ({
  statusCode,
  headers: HEADERS,
  cookies,
  body: JSON.stringify(body),
});

/**
 * `POST /api/{action}`: 200 with the output, or the error's status with `{error}`. `GET /api/docs` and the files below it:
 * the documents about the actions.
 */
export function httpHandler(options: HttpOptions): (event: HttpEvent) => Promise<HttpResult> {
  const open = scopeOpener(options.ports, options.settings);
  return async (event) => {
    const { scope, settle } = open();
    if (event.routeKey.startsWith('GET ')) return serveDocument(event, options.originSecret);
    const cookies: string[] = [];
    const name = event.pathParameters?.['action'] ?? '';
    try {
      const output = await answer(options, scope, event, name, cookies);
      return reply(200, output, cookies);
    } catch (error) {
      const body = toErrorBody(error, scope.log, name.slice(0, 64));
      return reply(HTTP_STATUS[body.code], { error: body }, cookies);
    } finally {
      // Also what failed half-way has told and tidied what it did before.
      await settle();
    }
  };
}

/** Kept out of what an action has to load: they are asked for rarely. */
async function serveDocument(event: HttpEvent, originSecret: string): Promise<HttpResult> {
  const { findDocument } = await import('./api-docs/documents.ts');
  if (!cameByEdge(toHeaders(event.headers), originSecret)) return reply(403, { error: forbidden().body() });
  const document = findDocument(event.pathParameters?.['file'] ?? '');
  if (!document) return reply(404, { error: forbidden().body() });
  const headers = { 'content-type': document.contentType, 'cache-control': 'no-cache' };
  return { statusCode: 200, headers, body: document.body };
}

async function answer(
  { actions, originSecret }: HttpOptions,
  scope: Scope,
  event: HttpEvent,
  name: string,
  cookies: string[],
): Promise<unknown> {
  const headers = toHeaders(event.headers);
  if (!cameByEdge(headers, originSecret)) throw forbidden();
  const endpoint = findEndpoint(actions, name, 'http');
  const secure = checkOrigin(endpoint, headers);
  const value = readBody(event, headers);
  const browser = readBrowser({ headers, cookies: event.cookies ?? [], secure }, (cookie) => cookies.push(cookie));
  return call(endpoint, scope, browser, value);
}

async function call(endpoint: Endpoint, scope: Scope, browser: Browser, value: unknown): Promise<unknown> {
  if (endpoint.contract.access !== 'token') return perform(endpoint, { ...scope, browser }, value, Promise.resolve());
  const { caller, alive } = await authenticate(scope, browser);
  return perform(endpoint, { ...scope, caller, browser }, value, alive);
}

/**
 * Another site's page must not act through this browser: whatever rests on a cookie or on nothing at all comes from our
 * own pages, and a token's bearer that tells an origin tells ours. True when the page was loaded over https.
 */
function checkOrigin({ contract }: Endpoint, headers: Headers): boolean {
  if (contract.access === 'token' && headers['origin'] === undefined) return true;
  const own = ownOrigin(headers);
  if (!own) throw forbidden();
  return own.protocol === 'https:';
}

function readBody(event: HttpEvent, headers: Headers): unknown {
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) {
    throw new Problem('invalid', 'Send the input as JSON, with the header "content-type: application/json".');
  }
  const body = event.body ?? '';
  if (body.length > LIMITS.httpBodyBytes * (event.isBase64Encoded ? 1.4 : 1)) throw tooLarge();
  const text = event.isBase64Encoded ? decodeBody(body) : body;
  const bytes = utf8Length(text);
  if (bytes > LIMITS.httpBodyBytes) throw tooLarge();
  // The gateway puts a replacement character, which is longer, in the place of a byte that is not UTF-8.
  if (!event.isBase64Encoded && text.includes('\ufffd') && Number(headers['content-length'] ?? bytes) !== bytes) {
    throw notUtf8();
  }
  return text === '' ? {} : parseJson(text);
}

const tooLarge = (): Problem =>
  new Problem('too_large', `This request is above ${LIMITS.httpBodyBytes} bytes. Send it in parts.`);
