import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Tasks } from '../ports/index.ts';

export const lambdaClient = ({ endpoint }: { readonly endpoint: string | undefined }): LambdaClient =>
  new LambdaClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000 },
    ...(endpoint === undefined ? {} : { endpoint }),
  });

/** Tasks as asynchronous invocations: accepted when the call returns, run at least once after it. */
export function createTasks(client: LambdaClient, fanOutFunction: string): Tasks {
  return {
    fanOut: async (payload) => {
      const command = new InvokeCommand({
        FunctionName: fanOutFunction,
        InvocationType: 'Event',
        Payload: new TextEncoder().encode(payload),
      });
      await client.send(command);
    },
  };
}
