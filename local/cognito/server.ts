/** The pool's HTTP endpoint: AWS JSON 1.1 under POST /, the public key under its well-known path. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { PoolContext } from './context.ts';
import { CognitoError } from './errors.ts';
import type { Input, Operation } from './operations.ts';
import { adminOperations, clientOperations } from './operations.ts';
import type { PoolSecrets } from './secrets.ts';

export interface CognitoServer {
  readonly url: string;
  stop(): Promise<void>;
}

const TARGET = 'AWSCognitoIdentityProviderService.';
const LARGEST_BODY = 256 * 1024;

export async function startServer(pool: PoolContext, secrets: PoolSecrets, port: number): Promise<CognitoServer> {
  const find = finder(pool, secrets);
  const jwks = { keys: [secrets.publicJwk] };
  const server = createServer((request, response) => {
    if (request.method === 'GET' && request.url === `/${pool.settings.userPoolId}/.well-known/jwks.json`) {
      return answer(response, 200, jwks);
    }
    respond(request, find).then(
      (output) => answer(response, 200, output),
      (error: unknown) => refuse(response, error),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return { url: `http://127.0.0.1:${bound}`, stop: () => close(server) };
}

/** Finds the operation of a request; an administrator's must be signed (whose role allows it is judged before us). */
function finder(pool: PoolContext, secrets: PoolSecrets): (request: IncomingMessage) => Operation {
  const open = clientOperations(pool, secrets);
  const signed = adminOperations(pool, secrets);
  return ({ method, headers }) => {
    const target = String(headers['x-amz-target'] ?? '');
    const name = method === 'POST' && target.startsWith(TARGET) ? target.slice(TARGET.length) : '';
    if (Object.hasOwn(open, name) && open[name] !== undefined) return open[name];
    if (!Object.hasOwn(signed, name) || signed[name] === undefined) {
      throw new CognitoError('UnknownOperationException', `Unknown operation ${name}`);
    }
    if (headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) return signed[name];
    throw new CognitoError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  };
}

async function respond(request: IncomingMessage, find: (request: IncomingMessage) => Operation): Promise<object> {
  const operation = find(request);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > LARGEST_BODY) throw new CognitoError('InvalidParameterException', 'Request too large');
    chunks.push(bytes);
  }
  return operation(parse(Buffer.concat(chunks).toString()));
}

function parse(body: string): Input {
  try {
    const input: unknown = JSON.parse(body);
    if (typeof input === 'object' && input !== null) return { ...input };
  } catch {
    // Refused below, like any other body that is not an object.
  }
  throw new CognitoError('InvalidParameterException', 'Could not parse the request');
}

function refuse(response: ServerResponse, error: unknown): void {
  if (error instanceof CognitoError) return answer(response, 400, { __type: error.name, message: error.message });
  answer(response, 500, { __type: 'InternalErrorException', message: 'Internal error' });
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}

function close(server: ReturnType<typeof createServer>): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
}
