import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

const CONNECTION_MS = 1_000;
const REQUEST_MS = 3_000;
const SOCKETS = { keepAlive: true, maxSockets: 64 } as const;

/** A client that keeps its connections, gives up soon, and leaves repeating to the store, which knows what is safe to repeat. */
export const dynamoClient = ({ endpoint }: { readonly endpoint: string | undefined }): DynamoDBClient =>
  new DynamoDBClient({
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: CONNECTION_MS,
      requestTimeout: REQUEST_MS,
      throwOnRequestTimeout: true,
      httpAgent: new HttpAgent(SOCKETS),
      httpsAgent: new HttpsAgent(SOCKETS),
    },
    ...(endpoint !== undefined && { endpoint }),
  });
