/**
 * Kills the whole local runtime under load and checks what it acknowledged: `node bench/kill/run.ts [--rounds 20] [--people 4]`.
 * Prints lost, doubled and disordered messages; exits with 1 unless all are zero.
 */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { addressOf, populate, post, type Population } from '../peers/accounts.ts';
import { Sender } from './sender.ts';
import { freePort, kill, startRuntime } from './runtime.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '20' }, people: { type: 'string', default: '4' } },
});
const rounds = Number(values.rounds);
const people = Number(values.people);
const folder = mkdtempSync(join(tmpdir(), 'parley-kill-'));
const port = await freePort();
const more = ['--context', 'sendLimit=1000000', '--cdk-out', '.build/bench-cdk.out'];
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

interface Stored {
  readonly seq: number;
  readonly clientMessageId: string;
  readonly notice: object | null;
}

/** Waits until readers may pass every number: what killed writers left open is voided about a second later. */
async function settled(token: string, channelId: string, seq: number): Promise<void> {
  for (let after = 0; after < seq;) {
    const page = await post(port, addressOf(0), 'sync.changes', { channelId, after, limit: 200 }, token);
    after = Number(page['through']);
  }
}

async function history(token: string, channelId: string): Promise<Stored[]> {
  const all: Stored[] = [];
  for (let after = 0; ;) {
    const page = await post(port, addressOf(0), 'message.list', { channelId, after, limit: 100 }, token);
    const messages = page['messages'] as readonly Stored[];
    all.push(...messages);
    const last = messages.at(-1);
    if (!last || page['hasAfter'] !== true) return all;
    after = last.seq;
  }
}

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
};

let runtime = await startRuntime(port, join(folder, 'data'), more);
await populate(port, people, join(folder, 'people.json'));
const { workspaceId, accounts } = JSON.parse(readFileSync(join(folder, 'people.json'), 'utf8')) as Population;
const tokens = accounts.map((account) => account.accessToken);
const created = await post(
  port,
  addressOf(0),
  'channel.create',
  { workspaceId, name: 'load', kind: 'public' },
  tokens[0],
);
const channelId = (created['own'] as { channel: { channelId: string } }).channel.channelId;
const senders: Sender[] = [];
for (const [i, token] of tokens.entries()) {
  if (i > 0) await post(port, addressOf(i), 'channel.join', { channelId }, token);
  senders.push(new Sender(port, channelId, { from: addressOf(i), token }, `sender-${i}`));
}

for (let round = 1; round <= rounds; round++) {
  await Promise.all(senders.map((sender) => sender.connect()));
  await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 800));
  await kill(runtime, 'SIGKILL');
  runtime = await startRuntime(port, join(folder, 'data'), more);
  print(`round ${round}: ${senders.reduce((sum, sender) => sum + sender.acknowledged.size, 0)} acknowledged`);
}
for (const sender of senders) sender.stop();
await Promise.all(senders.map((sender) => sender.connect()));
await until(() => senders.every((sender) => sender.idle));
for (const sender of senders) sender.close();

const latest = Math.max(...senders.flatMap((sender) => [...sender.acknowledged.values()]));
await settled(tokens[0] ?? '', channelId, latest);
const stored = (await history(tokens[0] ?? '', channelId)).filter((message) => message.notice === null);
const seqOf = new Map(stored.map((message) => [message.clientMessageId, message.seq]));
const lost = senders.flatMap((s) => [...s.acknowledged]).filter(([id, seq]) => seqOf.get(id) !== seq).length;
const doubled = stored.length - seqOf.size;
const disordered = senders
  .flatMap((s) => s.sent.slice(1).map((id, i) => (seqOf.get(id) ?? 0) > (seqOf.get(s.sent[i] ?? '') ?? 0)))
  .filter((inOrder) => !inOrder).length;
await kill(runtime, 'SIGTERM');
print(
  `${rounds} kills, ${stored.length} messages stored: ${lost} lost, ${doubled} doubled, ${disordered} out of order`,
);
process.exitCode = lost + doubled + disordered === 0 && stored.length > 0 ? 0 : 1;
