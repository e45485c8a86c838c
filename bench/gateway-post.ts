/** C5: CPU per @connections post, ours against the SDK's client, on a server on this machine. */
import { ApiGatewayManagementApiClient, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { Worker } from 'node:worker_threads';
import { createGateway } from '../lambdas/aws/gateway.ts';
import { createSigner, escapeUri, sha256 } from '../lambdas/aws/signer.ts';
import { systemClock } from '../lambdas/aws/clock.ts';
import { systemRandom } from '../lambdas/aws/random.ts';

const POSTS = 20_000;
const RUNS = 5;
/** Microseconds of CPU for one post, at most. */
const AIM_US = 100;
const RECIPIENTS = 100;
const FRAME = JSON.stringify({
  events: [{ type: 'message.posted', channelId: 'C'.padEnd(27, '0'), seq: 1, text: 'x'.repeat(100) }],
});
const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: 't'.repeat(800) };
const connections = Array.from({ length: RECIPIENTS }, (_, index) => `L0SM9cOFvHc${index}=`);

/** The server runs in a thread of its own; its CPU is told apart by counting this thread's only. */
const SERVER = `
  const { createServer } = require('node:http');
  const { parentPort } = require('node:worker_threads');
  const server = createServer((request, response) => {
    request.on('end', () => response.writeHead(200, { 'content-length': 0 }).end()).resume();
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

/** Median microseconds of this thread's CPU per piece of work; the first run warms up. */
async function measure(name: string, count: number, work: () => Promise<void> | void): Promise<void> {
  const runs: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const before = process.threadCpuUsage();
    await work();
    const { user, system } = process.threadCpuUsage(before);
    runs.push((user + system) / count);
  }
  const median = runs.slice(1).toSorted((a, b) => a - b)[RUNS >> 1] ?? 0;
  process.stdout.write(`${name.padEnd(40)} ${median.toFixed(1)} µs CPU each\n`);
}

process.stdout.write(`C5: at most ${AIM_US} µs of CPU for one post; medians of ${RUNS} runs\n`);
const worker = new Worker(SERVER, { eval: true });
const [port]: unknown[] = await once(worker, 'message');
const callbackUrl = `http://127.0.0.1:${String(port)}/ws`;
const quiet = { warn: () => undefined, error: () => undefined };
const gateway = createGateway({
  callbackUrl,
  region: 'eu-central-1',
  credentials: CREDENTIALS,
  clock: systemClock,
  random: systemRandom,
  log: quiet,
});
const sdk = new ApiGatewayManagementApiClient({
  region: 'eu-central-1',
  endpoint: callbackUrl,
  credentials: CREDENTIALS,
  requestHandler: { httpAgent: new Agent({ keepAlive: true, maxSockets: 64 }) },
});
const sign = createSigner({
  credentials: CREDENTIALS,
  region: 'eu-central-1',
  service: 'execute-api',
  host: 'example.org',
});
const payloadHash = sha256(FRAME);

await measure('signing alone', POSTS, () => {
  for (let n = 0; n < POSTS; n += 1) {
    sign(
      {
        method: 'POST',
        path: `/ws/@connections/${escapeUri(`L0SM9cOFvHc${n}=`)}`,
        payloadHash,
        contentType: 'application/octet-stream',
      },
      Date.now(),
    );
  }
});
await measure(`gateway, ${RECIPIENTS} connections a frame`, POSTS, async () => {
  for (let n = 0; n < POSTS / RECIPIENTS; n += 1) await gateway.post(connections, FRAME);
});
await measure(`SDK, ${RECIPIENTS} connections a frame`, POSTS / 4, async () => {
  const Data = Buffer.from(FRAME);
  for (let n = 0; n < POSTS / 4 / RECIPIENTS; n += 1) {
    await Promise.all(connections.map((ConnectionId) => sdk.send(new PostToConnectionCommand({ ConnectionId, Data }))));
  }
});
await worker.terminate();
