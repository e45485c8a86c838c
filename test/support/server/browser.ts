/** A browser as the server sees it: cookies, an address, and requests through the edge. */
import type { ActionName, Input, Output } from '../../../protocol/contracts.ts';
import { CONTRACTS } from '../../../protocol/contracts.ts';
import type { ErrorBody } from '../../../protocol/errors.ts';
import { ErrorBody as ErrorSchema } from '../../../protocol/errors.ts';
import { checkHttp } from '../traffic/traffic.ts';
import type { HttpEvent } from '../../../lambdas/dispatch/http.ts';
import type { Server } from './start-server.ts';
import { HOST, ORIGIN, ORIGIN_SECRET } from './start-server.ts';

export type Result<T> = { readonly ok: true; readonly output: T } | { readonly ok: false; readonly error: ErrorBody };

export interface RawReply {
  readonly status: number;
  readonly body: string;
  readonly cookies: readonly string[];
  /** Header `cache-control`. */
  readonly kept: unknown;
}

export const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';

/** Where requests go: functions in this process, or a runtime's URL. */
export type Backend = Pick<Server, 'http' | 'mails' | 'logs'>;

export class Browser {
  readonly server: Backend;
  readonly address: string;
  readonly cookies = new Map<string, string>();
  accessToken: string | null = null;

  constructor(server: Backend, address = '203.0.113.7') {
    this.server = server;
    this.address = address;
  }

  headers(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    return {
      'x-parley-origin': ORIGIN_SECRET,
      'x-parley-host': HOST,
      'cloudfront-viewer-address': `${this.address}:51234`,
      'content-type': 'application/json',
      'user-agent': CHROME,
      origin: ORIGIN,
      ...(this.accessToken === null ? {} : { authorization: `Bearer ${this.accessToken}` }),
      ...more,
    };
  }

  /** Any body to any action, with headers replaced or (by an empty text) left out. */
  async raw(
    name: string,
    body: string | undefined,
    headers: Readonly<Record<string, string>> = {},
    more: Partial<HttpEvent> = {},
  ): Promise<RawReply> {
    const present = Object.entries(this.headers(headers)).filter(([, value]) => value !== '');
    const result = await this.server.http({
      routeKey: 'POST /api/{action}',
      pathParameters: { action: name },
      headers: Object.fromEntries(present),
      cookies: [...this.cookies].map(([cookie, value]) => `${cookie}=${value}`),
      isBase64Encoded: false,
      ...(body === undefined ? {} : { body }),
      ...more,
    });
    checkHttp(name, body, result.statusCode ?? 200, result.body ?? '');
    for (const cookie of result.cookies ?? []) this.#keep(cookie);
    const { statusCode = 200, body: answer = '', cookies = [] } = result;
    return { status: statusCode, body: answer, cookies, kept: result.headers?.['cache-control'] };
  }

  #keep(cookie: string): void {
    const [pair = ''] = cookie.split(';');
    const [name = '', value = ''] = pair.split('=');
    if (value === '' || /max-age=0\b/i.test(cookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  /** What the server answers; an output that is not exactly as its contract says fails the test. */
  async ask<A extends ActionName>(name: A, input: Input<A>): Promise<Result<Output<A>>> {
    const reply = await this.raw(name, JSON.stringify(input));
    const json: unknown = JSON.parse(reply.body);
    if (reply.status !== 200) return { ok: false, error: errorOf(json) };
    const output = CONTRACTS[name].output.parse(json) as Output<A>;
    return { ok: true, output };
  }

  /** The output. Throws when the server refuses. */
  async call<A extends ActionName>(name: A, input: Input<A>): Promise<Output<A>> {
    const result = await this.ask(name, input);
    if (result.ok) return result.output;
    throw new Error(`${name} was refused: ${JSON.stringify(result.error)} ${this.server.logs.at(-1) ?? ''}`);
  }

  /** The refusal. Throws when the server does it. */
  async refused<A extends ActionName>(name: A, input: Input<A>): Promise<ErrorBody> {
    const result = await this.ask(name, input);
    if (!result.ok) return result.error;
    throw new Error(`${name} was not refused`);
  }
}

const errorOf = (json: unknown): ErrorBody =>
  ErrorSchema.parse(typeof json === 'object' && json !== null && 'error' in json ? json.error : undefined);
