import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { awsPorts } from '../../lambdas/aws/ports.ts';
import { createTasks } from '../../lambdas/aws/tasks.ts';

const missing = (variable: string) => ({
  name: 'ConfigError',
  variable,
  message: `${variable} is not set (function socket)`,
});

describe('the ports of a function in AWS', () => {
  it('ask for nothing until they are used, and then name what is missing', async () => {
    const ports = awsPorts({ AWS_LAMBDA_FUNCTION_NAME: 'socket' });
    await expect(ports.store.get({ pk: 'a', sk: 'b' })).rejects.toMatchObject(missing('PARLEY_TABLE'));
    await expect(ports.gateway.post(['a'], 'x')).rejects.toMatchObject(missing('PARLEY_CALLBACK_URL'));
    await expect(ports.identity.verify('x')).rejects.toMatchObject(missing('PARLEY_USER_POOL_ID'));
    await expect(ports.identity.find('x')).rejects.toMatchObject(missing('PARLEY_USER_POOL_ID'));
    await expect(ports.tasks.fanOut('{}')).rejects.toMatchObject(missing('PARLEY_FAN_OUT_FUNCTION'));
  });

  it('keep time and draw bytes', async () => {
    const { clock, random } = awsPorts({});
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1000);
    await clock.wait(0);
    expect(random.bytes(16)).toHaveLength(16);
    expect(random.bytes(16)).not.toEqual(random.bytes(16));
  });
});

describe('tasks', () => {
  it('are asynchronous invocations, and their refusal is not swallowed', async () => {
    const lambda = mockClient(LambdaClient);
    lambda.on(InvokeCommand).resolvesOnce({ StatusCode: 202 }).rejectsOnce(new Error('throttled'));
    const tasks = createTasks(new LambdaClient({ region: 'eu-central-1' }), 'fan-out');
    await tasks.fanOut('{"größe":1}');
    const [call] = lambda.commandCalls(InvokeCommand);
    expect(call?.args[0].input).toEqual({
      FunctionName: 'fan-out',
      InvocationType: 'Event',
      Payload: new TextEncoder().encode('{"größe":1}'),
    });
    await expect(tasks.fanOut('{}')).rejects.toThrow('throttled');
  });
});
