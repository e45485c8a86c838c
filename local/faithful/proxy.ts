/** The endpoint that every SDK client of the functions talks to: checks each call against the caller's role, then serves it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readBody } from '../edge/body.ts';
import type { PostOutcome, SocketApiServer } from '../gateway/socket-api.ts';
import { FunctionFailed } from '../gateway/invoker.ts';
import { createGrants, type Grants } from '../iam/grants.ts';
import type { LambdaService } from '../lambda/service.ts';
import type { SystemModel } from '../template/model.ts';
import { createForwarder } from './forward.ts';
import { refuseCall } from './refusals.ts';
import { readCall, type SdkCall } from './required-actions.ts';
import type { Usage } from './usage.ts';

export interface ProxyOptions {
  readonly system: SystemModel;
  readonly usage: Usage;
  readonly dynamodb: string;
  readonly cognito: string;
  readonly gateway: SocketApiServer | undefined;
  readonly lambda: LambdaService;
}

export interface Proxy {
  readonly url: string;
  stop(): Promise<void>;
}

/** Large enough for a transaction of 4 MB in base64 and JSON. */
const LARGEST_BODY = 16 * 1024 * 1024;
const LONGEST_INVOCATION_MS = 900_000;

export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const { system, usage } = options;
  const grants = new Map(
    [...system.functions.values()].map(({ name, statements }) => [name, createGrants(statements)]),
  );
  const forwarder = createForwarder();

  async function respond(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await readBody(incoming, LARGEST_BODY)) ?? Buffer.alloc(0);
    const path = (incoming.url ?? '/').split('?', 1)[0] ?? '/';
    // The pool's public keys are nobody's secret.
    if (incoming.method === 'GET' && path.endsWith('/.well-known/jwks.json'))
      return forwarder.forward(options.cognito, incoming, body, response);
    const call = readCall(
      { method: incoming.method ?? 'GET', path, target: header(incoming, 'x-amz-target'), body },
      system,
    );
    if (call === undefined)
      return refuseCall(response, undefined, 404, 'UnknownOperationException', `nothing at ${path}`);
    const caller = callerOf(incoming);
    if (!isAllowed(call, caller, grants, usage)) {
      const needs = call.needs.map(({ action, resource }) => `${action} on resource: ${resource}`).join(', ');
      const message = `User: ${caller ?? 'anonymous'} is not authorized to perform: ${needs}`;
      return refuseCall(response, call.service, 403, 'AccessDeniedException', message);
    }
    if (call.service === 'dynamodb') return forwarder.forward(options.dynamodb, incoming, body, response);
    if (call.service === 'cognito-idp') return forwarder.forward(options.cognito, incoming, body, response);
    if (call.service === 'execute-api') return manageConnection(call, body, options.gateway, response);
    return invoke(call, header(incoming, 'x-amz-invocation-type'), body, options.lambda, response);
  }

  const server = createServer({ keepAliveTimeout: 60_000, noDelay: true }, (incoming, response) => {
    respond(incoming, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else refuseCall(response, undefined, 503, 'ServiceUnavailableException', String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      forwarder.stop();
    },
  };
}

const header = (incoming: IncomingMessage, name: string): string | undefined => {
  const value = incoming.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** The access key id names the function. */
const callerOf = (incoming: IncomingMessage): string | undefined =>
  /Credential=([^/]+)\//.exec(incoming.headers.authorization ?? '')?.[1];

function isAllowed(
  call: SdkCall,
  caller: string | undefined,
  grants: ReadonlyMap<string, Grants>,
  usage: Usage,
): boolean {
  if (call.needs.length === 0) return call.service === 'cognito-idp';
  if (caller === undefined) return false;
  const verdicts = call.needs.map((need) => {
    const allowed = grants.get(caller)?.allows(need.action, need.resource) === true;
    usage.record(caller, need, allowed);
    return allowed;
  });
  return verdicts.every(Boolean);
}

const OUTCOMES: Readonly<Record<Exclude<PostOutcome, 'posted'>, readonly [status: number, type: string]>> = {
  gone: [410, 'GoneException'],
  throttled: [429, 'LimitExceededException'],
  'too-large': [413, 'PayloadTooLargeException'],
};

function manageConnection(
  call: SdkCall,
  body: Buffer,
  gateway: SocketApiServer | undefined,
  response: ServerResponse,
): void {
  if (call.operation !== 'POST' && call.operation !== 'DELETE')
    return refuseCall(response, 'execute-api', 403, 'ForbiddenException', 'not supported here');
  const outcome: PostOutcome =
    gateway === undefined
      ? 'gone'
      : call.operation === 'POST'
        ? gateway.postOne(call.subject, body.toString())
        : gateway.closeOne(call.subject);
  if (outcome === 'posted')
    return void response.writeHead(call.operation === 'POST' ? 200 : 204, { 'content-length': 0 }).end();
  const [status, type] = OUTCOMES[outcome];
  refuseCall(response, 'execute-api', status, type, type);
}

async function invoke(
  call: SdkCall,
  type: string | undefined,
  body: Buffer,
  lambda: LambdaService,
  response: ServerResponse,
): Promise<void> {
  const found = lambda.find(call.subject);
  if (found === undefined) return refuseCall(response, 'lambda', 404, 'ResourceNotFoundException', call.subject);
  if (type === 'Event') {
    lambda.enqueue(found.model.arn, body.toString());
    response.writeHead(202).end();
    return;
  }
  const result = await lambda
    .invoke(found.model.arn, JSON.parse(body.toString() || '{}'), LONGEST_INVOCATION_MS)
    .catch(asFailure);
  const failed = result instanceof FunctionFailed;
  const payload = failed ? { errorMessage: result.message, errorType: result.errorType } : result;
  response
    .writeHead(200, { 'content-type': 'application/json', ...(failed && { 'x-amz-function-error': 'Unhandled' }) })
    .end(JSON.stringify(payload) ?? 'null');
}

function asFailure(error: unknown): FunctionFailed {
  if (error instanceof FunctionFailed) return error;
  throw error;
}
