import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

const CONNECTION_MS = 1_000;
const REQUEST_MS = 3_000;
const SOCKETS = { keepAlive: true, maxSockets: 64 } as const;

export interface ClientOptions {
  /** Another address than AWS's own, such as a local stand-in's. */
  readonly endpoint: string | undefined;
  /** Longest wait for an answer. */
  readonly requestMs?: number;
}

/** A client that keeps its connections, gives up soon, and leaves repeating to the store, which knows what is safe to repeat. */
export const dynamoClient = ({ endpoint, requestMs = REQUEST_MS }: ClientOptions): DynamoDBClient =>
  new DynamoDBClient({
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: CONNECTION_MS,
      requestTimeout: requestMs,
      throwOnRequestTimeout: true,
      httpAgent: new HttpAgent(SOCKETS),
      httpsAgent: new HttpsAgent(SOCKETS),
    },
    ...(endpoint !== undefined && { endpoint }),
  });
