import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { createStore } from '../../lambdas/aws/store.ts';
import { dynamoClient } from '../../lambdas/aws/store-client.ts';

/** Connections that the client opens at most. */
const SOCKETS = 64;

const ITEM = JSON.stringify({ Attributes: { pk: { S: 'a' }, sk: { S: 'b' }, n: { N: '1' } } });
const answer = (response: ServerResponse): unknown =>
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(ITEM);

const server = createServer();
afterEach(() => {
  vi.unstubAllEnvs();
  server.close();
});

it('a call that got no connection in time was not sent: it is made again, also when it must not be done twice', async () => {
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION']) vi.stubEnv(name, 'test');
  let held: ServerResponse[] | null = [];
  let heard = 0;
  server.on('request', (request, response) => {
    heard += 1;
    request.resume().on('end', () => (held ? held.push(response) : answer(response)));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = dynamoClient({ endpoint: `http://127.0.0.1:${port}`, requestMs: 60_000 });
  // Everything is answered as soon as a call is about to be made again.
  const wait = async (): Promise<void> => {
    for (const response of held ?? []) answer(response);
    held = null;
  };
  const random = { bytes: (count: number) => new Uint8Array(count) };
  const store = createStore({ client, tableName: 'table', clock: { wait }, random });
  const count = () => store.update({ update: { pk: 'a', sk: 'b' }, changes: { add: { n: 1 } } });
  const counted = await Promise.all(Array.from({ length: SOCKETS + 1 }, count));
  expect(counted.map(({ n }) => n)).toEqual(Array.from({ length: SOCKETS + 1 }, () => 1));
  expect([held, heard]).toEqual([null, SOCKETS + 1]);
  client.destroy();
});
