/**
 * Time from `npm start` to a usable page, first and later, and memory idle and with 100 sockets: `node bench/start.ts`.
 * "First" is a checkout without web build, template and data.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { freePort, kill, startRuntime } from './kill/runtime.ts';
import { addressOf, populate, post, type Population } from './peers/accounts.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';

const SOCKETS = 100;
const PEOPLE = 10;
const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const folder = mkdtempSync(join(tmpdir(), 'parley-start-'));
const data = join(folder, 'data');

const rssMib = (pid: number | undefined): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

for (const built of ['cdk.out', 'web/dist', '.build/start']) rmSync(built, { recursive: true, force: true });
for (const which of ['first', 'second', 'third']) {
  const port = await freePort();
  const began = performance.now();
  const runtime = await startRuntime(port, data);
  print(
    `${which} start: ${((performance.now() - began) / 1000).toFixed(1)} s to the page, ${rssMib(runtime.pid).toFixed(0)} MiB idle`,
  );
  await kill(runtime, 'SIGTERM');
}

const port = await freePort();
const runtime = await startRuntime(port, data);
await populate(port, PEOPLE, join(folder, 'people.json'));
const { accounts } = JSON.parse(readFileSync(join(folder, 'people.json'), 'utf8')) as Population;
const before = rssMib(runtime.pid);
const sockets = await Promise.all(
  Array.from({ length: SOCKETS }, async (_, i) => {
    const from = addressOf(i % PEOPLE);
    const { ticket } = await post(port, from, 'socket.ticket', {}, accounts[i % PEOPLE]?.accessToken);
    const headers = { origin: `http://localhost:${port}` };
    const socket = new WebSocket(`ws://localhost:${port}/ws?ticket=${String(ticket)}`, { headers, family: 4 });
    await new Promise((resolve, reject) =>
      socket
        .on('message', resolve)
        .on('error', reject)
        .on('open', () =>
          socket.send(
            JSON.stringify({
              id: 'hello',
              action: 'socket.hello',
              input: { version: PROTOCOL_VERSION, open: [], visible: true },
            }),
          ),
        ),
    );
    return socket;
  }),
);
print(
  `after signing ${PEOPLE} people up: ${before.toFixed(0)} MiB; with ${SOCKETS} sockets: ${rssMib(runtime.pid).toFixed(0)} MiB`,
);
for (const socket of sockets) socket.terminate();
await kill(runtime, 'SIGTERM');
