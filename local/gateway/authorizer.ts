/** The REQUEST authorizer of `$connect`. */
import { asList, asObject, asText, type Json, oneOrMore } from '../template/json.ts';
import type { SocketApi, SocketAuthorizer } from '../template/model.ts';
import { matches } from '../support/wildcard.ts';
import type { Invoker } from './invoker.ts';
import { FunctionFailed } from './invoker.ts';
import type { OriginRequest } from './socket-events.ts';

export type Verdict =
  | { readonly allowed: true; readonly context: Readonly<Record<string, string>> }
  | { readonly allowed: false; readonly status: number; readonly message: string };

const refused = (status: number, message: string): Verdict => ({ allowed: false, status, message });

/** Asks the authorizer: 401 without its identity sources, 403 when it denies, 500 when it fails. */
export async function authorize(
  api: SocketApi,
  authorizer: SocketAuthorizer,
  invoker: Invoker,
  request: OriginRequest,
  event: object,
  timeoutMs: number,
): Promise<Verdict> {
  if (!authorizer.identitySources.every((source) => isPresent(source, request))) return refused(401, 'Unauthorized');
  if (!invoker.permits(authorizer.functionArn, `${api.arn}/authorizers/${authorizer.id}`))
    return refused(500, 'Internal server error');
  const started = Date.now();
  try {
    const result = await invoker.invoke(authorizer.functionArn, event, timeoutMs);
    return verdictOf(asObject(asJson(result)), `${api.arn}/${api.stage}/$connect`, Date.now() - started);
  } catch (error) {
    const unauthorized = error instanceof FunctionFailed && error.message === 'Unauthorized';
    return unauthorized ? refused(401, 'Unauthorized') : refused(500, 'Internal server error');
  }
}

function isPresent(source: string, request: OriginRequest): boolean {
  const [, kind, name = ''] = /^route\.request\.(querystring|header)\.(.+)$/.exec(source) ?? [];
  if (kind === 'querystring') return (new URLSearchParams(request.query).get(name) ?? '') !== '';
  if (kind === 'header') return (request.headers[name.toLowerCase()]?.[0] ?? '') !== '';
  return true;
}

function verdictOf(result: { readonly [name: string]: Json | undefined }, methodArn: string, latency: number): Verdict {
  const principal = asText(result['principalId']);
  const statements = asList(asObject(result['policyDocument'])['Statement']).map(asObject);
  if (principal === undefined || statements.length === 0) return refused(500, 'Internal server error');
  const applies = (effect: string): boolean =>
    statements.some(
      (statement) =>
        statement['Effect'] === effect &&
        oneOrMore(statement['Action']).some((action) => matches(action.toLowerCase(), 'execute-api:invoke')) &&
        oneOrMore(statement['Resource']).some((resource) => matches(resource, methodArn)),
    );
  if (!applies('Allow') || applies('Deny')) return refused(403, 'User is not authorized to access this resource');
  const context = Object.entries(asObject(result['context'])).flatMap(([name, value]) => {
    const text = asText(value);
    return text === undefined ? [] : [[name, text] as const];
  });
  return {
    allowed: true,
    context: { ...Object.fromEntries(context), principalId: principal, integrationLatency: String(latency) },
  };
}

/** A handler's result crosses a wire in AWS: what JSON does not carry is gone. */
const asJson = (value: unknown): Json => {
  const text: string | undefined = JSON.stringify(value);
  const parsed: Json = text === undefined ? null : JSON.parse(text);
  return parsed;
};
