/** A table in front of the table: passes calls of DynamoDB's API on, and misbehaves when a test asks for it. */
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Faults } from '../../local/store/index.ts';

type Disturb = NonNullable<Faults['disturb']>;
type Call = Parameters<Disturb>[0];
type Fault = NonNullable<ReturnType<Disturb>>;

export interface FaultyTable {
  readonly endpoint: string;
  disturb: Disturb | undefined;
  stop(): Promise<void>;
}

/** In front of a DynamoDB-compatible endpoint. */
export async function startFaultyTable(upstream: string): Promise<FaultyTable> {
  const table: { disturb: Disturb | undefined } = { disturb: undefined };
  // Never closes an idle connection: a request that is on its way then would fail.
  const server = createServer({ keepAliveTimeout: 0 }, (incoming, response) => {
    respond(upstream, table.disturb, incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const stop = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };
  return Object.assign(table, { endpoint: `http://127.0.0.1:${port}`, stop });
}

async function respond(
  upstream: string,
  disturb: Disturb | undefined,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = Buffer.concat(await incoming.toArray());
  const call = disturb && callOf(String(incoming.headers['x-amz-target']), body);
  const fault = call && disturb(call);
  if (fault !== undefined && fault !== 'lost-reply') return refuse(response, fault, body);
  const answer = await forward(upstream, incoming, body);
  if (fault === 'lost-reply') return void response.destroy();
  const answered = Buffer.concat(await answer.toArray());
  response.writeHead(answer.statusCode ?? 502, answer.headers).end(answered);
}

const forward = (upstream: string, incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const headers = { ...incoming.headers, host: new URL(upstream).host };
    httpRequest(upstream, { method: 'POST', headers }, resolve).on('error', reject).end(body);
  });

/** The call of the Store port behind a request; undefined for what is none, such as reading the stream. */
function callOf(target: string, body: Buffer): Call | undefined {
  const asks = (values: string): boolean => body.includes(`"ReturnValues":"${values}"`);
  switch (target) {
    case 'DynamoDB_20120810.GetItem':
      return 'get';
    case 'DynamoDB_20120810.BatchGetItem':
      return 'getMany';
    case 'DynamoDB_20120810.Query':
      return 'query';
    case 'DynamoDB_20120810.PutItem':
    case 'DynamoDB_20120810.TransactWriteItems':
      return 'write';
    case 'DynamoDB_20120810.UpdateItem':
      return asks('ALL_NEW') ? 'update' : 'write';
    case 'DynamoDB_20120810.DeleteItem':
      return asks('ALL_OLD') ? 'take' : 'write';
    default:
      return undefined;
  }
}

/** As DynamoDB does: a transaction lists a reason for each of its items. */
function refuse(response: ServerResponse, fault: Exclude<Fault, 'lost-reply'>, body: Buffer): void {
  const { TransactItems }: { TransactItems?: readonly unknown[] } = JSON.parse(body.toString());
  const code = fault === 'conflict' ? 'TransactionConflict' : 'ThrottlingError';
  const single = fault === 'conflict' ? 'TransactionConflictException' : 'ProvisionedThroughputExceededException';
  const reasons = TransactItems?.map((_, index) => ({ Code: index === 0 ? code : 'None' }));
  const type = reasons ? 'TransactionCanceledException' : single;
  const error = { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: fault, CancellationReasons: reasons };
  response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(error));
}
