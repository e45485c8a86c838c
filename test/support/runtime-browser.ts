/** A browser in front of the local runtime: real HTTP, cookies, and a record of what must never be logged. */
import { type ActionName, CONTRACTS, type Input, type Output } from '../../protocol/contracts.ts';
import { ErrorBody } from '../../protocol/errors.ts';
import type { Grant } from '../../protocol/session.ts';
import type { Runtime } from './runtime-start.ts';
import { checkHttp } from './traffic/traffic.ts';

/** Stands in every text and password that tests send: no log and no refusal may hold it. */
export const CANARY = 'canary-7c1d';
/** Tokens, tickets, cookies and link secrets that were handed out. */
export const SECRETS = new Set<string>();
/** Answers with a status from 500 on, as `status action`. */
export const FAILURES: string[] = [];

export interface RawReply {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** The gateway itself gives up after 29 seconds. */
const PATIENCE_MS = 40_000;

type Headed = Readonly<Record<string, string>>;
export type Result<T> = { readonly ok: true; readonly output: T } | { readonly ok: false; readonly error: ErrorBody };

const SECRET_FIELDS = new Set(['accessToken', 'ticket', 'secret', 'registration']);

export class Browser {
  readonly runtime: Runtime;
  cookie = '';
  accessToken = '';

  constructor(runtime: Runtime) {
    this.runtime = runtime;
  }

  /** Any body to any action; headers are replaced, or left out by an empty text. */
  async raw(action: string, body: BodyInit, headers: Headed = {}): Promise<RawReply> {
    const all = {
      'content-type': 'application/json',
      origin: this.runtime.url,
      ...(this.accessToken !== '' && { authorization: `Bearer ${this.accessToken}` }),
      ...(this.cookie !== '' && { cookie: this.cookie }),
      ...headers,
    };
    const present = Object.entries(all).filter(([, value]) => value !== '');
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const init = { method: 'POST', headers: Object.fromEntries(present), body, signal };
    const { response, text } = await answered(`${this.runtime.url}/api/${action}`, init);
    checkHttp(action, typeof body === 'string' ? body : undefined, response.status, text);
    if (response.status >= 500) FAILURES.push(`${response.status} ${action}`);
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return { status: response.status, text, headers: response.headers };
  }

  #keep(cookie: string): void {
    const [pair = ''] = cookie.split(';');
    this.cookie = pair.endsWith('=') ? '' : pair;
    if (this.cookie !== '') SECRETS.add(pair.slice(pair.indexOf('=') + 1));
  }

  /** What the server answers: exactly an output of the contract, or exactly a refusal. */
  async ask<A extends ActionName>(action: A, input: Input<A>, headers: Headed = {}): Promise<Result<Output<A>>> {
    const { status, text } = await this.raw(action, JSON.stringify(input), headers);
    const json: unknown = JSON.parse(text);
    if (status !== 200) return { ok: false, error: refusalIn(json) };
    const output = CONTRACTS[action].output.parse(json) as Output<A>;
    for (const [name, value] of Object.entries(output)) if (SECRET_FIELDS.has(name)) SECRETS.add(String(value));
    return { ok: true, output };
  }

  /** The output. @throws Error when the server refuses */
  async call<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>> {
    const result = await this.ask(action, input);
    if (result.ok) return result.output;
    throw new Error(`${action} was refused: ${JSON.stringify(result.error)}; ${this.runtime.logs.at(-1) ?? ''}`);
  }

  /** The refusal. @throws Error when the server does it */
  async refused<A extends ActionName>(action: A, input: Input<A>): Promise<ErrorBody> {
    const result = await this.ask(action, input);
    if (!result.ok) return result.error;
    throw new Error(`${action} was not refused`);
  }

  take(grant: Grant): Grant {
    this.accessToken = grant.accessToken;
    return grant;
  }
}

/** The whole answer. @throws Error that names the address when it does not come in time */
async function answered(
  url: string,
  init: RequestInit,
): Promise<{ readonly response: Response; readonly text: string }> {
  try {
    const response = await fetch(url, init);
    return { response, text: await response.text() };
  } catch (error) {
    if (init.signal?.aborted === true)
      throw new Error(`waited in vain (${PATIENCE_MS} ms) for ${url}`, { cause: error });
    throw error;
  }
}

/** The refusal in an answer. @throws when it is not one, or tells what it must not */
export function refusalIn(json: unknown): ErrorBody {
  const error = ErrorBody.parse(typeof json === 'object' && json !== null && 'error' in json ? json.error : json);
  if (/canary|\bat .*:\d+|node_modules|Error:/.test(JSON.stringify(error)))
    throw new Error(`a refusal tells too much: ${JSON.stringify(error)}`);
  return error;
}
