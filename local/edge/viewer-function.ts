/** Runs the template's CloudFront functions, so that what they do is not written twice. */
import { runInThisContext } from 'node:vm';
import { asObject, asText, type Json, TemplateError } from '../template/json.ts';

export interface ViewerRequest {
  readonly method: string;
  readonly uri: string;
  readonly query: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly ip: string;
}

export type ViewerResult =
  | { readonly kind: 'request'; readonly uri: string; readonly headers: Readonly<Record<string, readonly string[]>> }
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    };

/** Compiles the code of a function at viewer-request. @throws TemplateError when it is no function. */
export function compileViewerFunction(code: string): (request: ViewerRequest) => ViewerResult {
  const handler: unknown = runInThisContext(`(() => { ${code}\n; return handler; })()`);
  if (typeof handler !== 'function') throw new TemplateError('a CloudFront function must define handler(event)');
  return (request) => {
    const result: Json = handler(eventOf(request));
    const changed = asObject(result);
    return changed['statusCode'] === undefined ? requestOf(changed, request) : responseOf(changed);
  };
}

function eventOf(request: ViewerRequest): object {
  const querystring: Record<string, { value: string }> = {};
  for (const [name, value] of new URLSearchParams(request.query)) querystring[name] = { value };
  const cookies: Record<string, { value: string }> = {};
  const headers: Record<string, { value: string; multiValue?: { value: string }[] }> = {};
  for (const [name, values] of Object.entries(request.headers)) {
    if (name === 'cookie') continue;
    headers[name] = {
      value: values[0] ?? '',
      ...(values.length > 1 && { multiValue: values.map((value) => ({ value })) }),
    };
  }
  return {
    version: '1.0',
    context: { eventType: 'viewer-request' },
    viewer: { ip: request.ip },
    request: { method: request.method, uri: request.uri, querystring, headers, cookies },
  };
}

function requestOf(changed: { readonly [name: string]: Json | undefined }, request: ViewerRequest): ViewerResult {
  const headers: Record<string, readonly string[]> = {};
  for (const [name, entry] of Object.entries(asObject(changed['headers']))) {
    const value = asText(asObject(entry)['value']) ?? '';
    const before = request.headers[name];
    headers[name] = before !== undefined && before[0] === value ? before : [value];
  }
  const { cookie } = request.headers;
  if (cookie !== undefined) headers['cookie'] = cookie;
  return { kind: 'request', uri: asText(changed['uri']) ?? request.uri, headers };
}

function responseOf(changed: { readonly [name: string]: Json | undefined }): ViewerResult {
  const headers = Object.entries(asObject(changed['headers']));
  const body = changed['body'];
  return {
    kind: 'response',
    status: Number(changed['statusCode']),
    headers: Object.fromEntries(headers.map(([name, entry]) => [name, asText(asObject(entry)['value']) ?? ''])),
    body: asText(body) ?? asText(asObject(body)['data']) ?? '',
  };
}
