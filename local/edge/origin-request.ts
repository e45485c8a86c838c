/** A viewer's request as CloudFront sends it on to an API origin. */
import type { IncomingMessage } from 'node:http';
import type { OriginRequest } from '../gateway/socket-events.ts';
import type { Behaviour, Forwarding, Origin } from '../template/model.ts';
import type { ViewerRequest } from './viewer-function.ts';

type Headers = Readonly<Record<string, readonly string[]>>;

/** Reads the viewer's request; header names in lower case, each with all its values. */
export function viewerRequest(incoming: IncomingMessage): ViewerRequest {
  const [uri = '/', query = ''] = splitOnce(incoming.url ?? '/', '?');
  const headers: Record<string, readonly string[]> = {};
  for (const [name, values] of Object.entries(incoming.headersDistinct)) if (values) headers[name] = values;
  return { method: incoming.method ?? 'GET', uri, query, headers, ip: addressOf(incoming) };
}

/** Loopback and IPv4-mapped addresses as CloudFront would write them. */
function addressOf(incoming: IncomingMessage): string {
  return (incoming.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
}

/** `headers` and `uri` are those that the viewer function left. */
export function toOrigin(
  viewer: ViewerRequest,
  changed: { readonly uri: string; readonly headers: Headers },
  port: number,
  behaviour: Behaviour,
  origin: Origin,
): OriginRequest {
  const headers = forwardHeaders(behaviour.forwards, {
    ...changed.headers,
    'cloudfront-viewer-address': [`${viewer.ip}:${port}`],
  });
  const userAgent = headers['user-agent'] ?? ['Amazon CloudFront'];
  return {
    method: viewer.method,
    path: origin.path + changed.uri,
    query: forwardQuery(behaviour.forwards, viewer.query),
    headers: {
      ...headers,
      ...(changed.headers['content-type'] && { 'content-type': changed.headers['content-type'] }),
      ...(changed.headers['content-length'] && { 'content-length': changed.headers['content-length'] }),
      ...Object.fromEntries(Object.entries(origin.headers).map(([name, value]) => [name, [value]])),
      'user-agent': userAgent,
      host: [origin.domain],
      via: ['2.0 local.cloudfront.net (CloudFront)'],
      'x-forwarded-for': [viewer.ip],
      'x-forwarded-proto': ['https'],
    },
    sourceIp: viewer.ip,
  };
}

function forwardHeaders({ headers: allowed, except, cookies }: Forwarding, headers: Headers): Headers {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) =>
      name === 'cookie' ? cookies : allowed === 'all' ? !except.has(name) : allowed.has(name),
    ),
  );
}

function forwardQuery({ query: allowed }: Forwarding, query: string): string {
  if (allowed === 'all' || query === '') return query;
  return query
    .split('&')
    .filter((pair) => allowed.includes(pair.split('=', 1)[0] ?? ''))
    .join('&');
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
