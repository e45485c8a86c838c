import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { hashOf } from '../domain/secrets.ts';
import type { Ports } from '../ports/index.ts';
import type { Ticket } from '../table/ticket.ts';
import { takeTicket } from '../table/ticket.ts';
import { cameByEdge, ownOrigin, toHeaders } from './edge.ts';
import type { SocketAuthority } from './socket-event.ts';

/** What of the event is read. */
export type AuthorizerEvent = Pick<APIGatewayRequestAuthorizerEvent, 'methodArn'> &
  Partial<Pick<APIGatewayRequestAuthorizerEvent, 'headers' | 'multiValueHeaders' | 'multiValueQueryStringParameters'>>;

export interface AuthorizerOptions {
  readonly ports: Pick<Ports, 'store' | 'clock' | 'log'>;
  readonly originSecret: string;
}

const SECRET = /^[A-Za-z0-9_-]{43}$/;

/**
 * Opens a socket for a ticket: through our edge, from our own page, once, in time. That session and person are still
 * alive is checked by the write of `$connect`.
 */
export function authorizerHandler(
  options: AuthorizerOptions,
): (event: AuthorizerEvent) => Promise<APIGatewayAuthorizerResult> {
  return async (event) => {
    const ticket = await admit(options, event);
    return ticket ? policy('Allow', event.methodArn, ticket) : policy('Deny', event.methodArn);
  };
}

async function admit({ ports, originSecret }: AuthorizerOptions, event: AuthorizerEvent): Promise<Ticket | undefined> {
  const headers = toHeaders(event.headers, event.multiValueHeaders);
  if (!cameByEdge(headers, originSecret) || !ownOrigin(headers)) return undefined;
  const [secret, ...more] = event.multiValueQueryStringParameters?.['ticket'] ?? [];
  if (secret === undefined || more.length > 0 || !SECRET.test(secret)) return undefined;
  return takeTicket(ports.store, hashOf(secret), ports.clock.now());
}

function policy(effect: 'Allow' | 'Deny', methodArn: string, ticket?: Ticket): APIGatewayAuthorizerResult {
  const statement = { Effect: effect, Action: 'execute-api:Invoke', Resource: methodArn };
  return {
    principalId: ticket?.userId ?? 'nobody',
    policyDocument: { Version: '2012-10-17', Statement: [statement] },
    ...(ticket ? { context: { ...authorityOf(ticket) } } : {}),
  };
}

const authorityOf = ({ userId, sessionId, expiresAt, device }: Ticket): SocketAuthority => ({
  userId,
  sessionId,
  expiresAt: String(expiresAt),
  device,
});
