/** Message sends per second of the embedded store, fsync included: `node bench/store.ts [seconds]`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { keys, ranges, TABLE } from '../lambdas/table/schema.ts';
import type { Store } from '../lambdas/table/store.ts';
import { openStore } from '../local/store/index.ts';

const SECONDS = Number(process.argv[2] ?? 3);
const CHANNELS = 50;
const AUDIENCE = 100;
const TEXT = 'The quick brown fox jumps over the lazy dog. '.repeat(5);

const channelId = (channel: number): string => `C${String(channel).padStart(26, '0')}`;
const userId = (user: number): string => `U${String(user).padStart(26, '0')}`;

const seed = async (store: Store): Promise<void> => {
  for (let channel = 0; channel < CHANNELS; channel += 1) {
    const id = channelId(channel);
    const meta = {
      ...keys.channel(id),
      v: 1,
      name: `channel-${channel}`,
      privacy: 'public',
      topic: '',
      seq: 0,
      ord: 0,
    };
    const people = Array.from({ length: AUDIENCE }, (_, user) => ({
      put: { ...keys.subscription(id, userId(user), `conn-${user}`), v: 1, open: true, hinted: 0, exp: 1_800_000_000 },
    }));
    await store.write([{ put: meta }, ...people.slice(1)]);
    await store.write([people[0] ?? { put: meta }]);
  }
};

/** What `message.send` asks of the store. */
const send = async (store: Store, channel: number, clientMessageId: string): Promise<void> => {
  const id = channelId(channel);
  const author = userId(channel);
  const head = await store.update({
    update: keys.channel(id),
    changes: { add: { seq: 1, ord: 1 } },
    if: { exists: 'pk' },
  });
  const seq = Number(head['seq']);
  const message = {
    ...keys.message(id, seq),
    v: 1,
    seq,
    author,
    clientMessageId,
    text: TEXT,
    at: Date.now(),
    lastSeq: seq,
  };
  await store.write([
    {
      put: { ...keys.idempotency(author, clientMessageId), v: 1, seq, ttl: 1_800_000_000 + seq },
      if: { absent: 'pk' },
    },
    { put: message, if: { absent: 'pk' } },
  ]);
  const audience = await store.query({ pk: `C#${id}`, sk: ranges.audience, consistent: true });
  if (audience.items.length !== AUDIENCE) throw new Error(`audience of ${audience.items.length}`);
};

/** Closed-loop senders, each waiting for its own acknowledgement. */
const measure = async (store: Store, senders: number): Promise<void> => {
  const end = performance.now() + SECONDS * 1000;
  const waits: number[] = [];
  const cpu = process.cpuUsage();
  await Promise.all(
    Array.from({ length: senders }, async (_, sender) => {
      for (let at = performance.now(); at < end; at = performance.now()) {
        await send(store, sender % CHANNELS, crypto.randomUUID());
        waits.push(performance.now() - at);
      }
    }),
  );
  const { user, system } = process.cpuUsage(cpu);
  waits.sort((a, b) => a - b);
  const quantile = (q: number): string => (waits[Math.floor(waits.length * q)] ?? 0).toFixed(2);
  const rate = Math.round(waits.length / SECONDS);
  const each = ((user + system) / waits.length).toFixed(0);
  process.stdout.write(
    `${String(senders).padStart(3)} senders: ${rate} sends/s · p50 ${quantile(0.5)} ms · p99 ${quantile(0.99)} ms · ${each} µs CPU each\n`,
  );
};

const run = async (durable: boolean): Promise<void> => {
  const folder = mkdtempSync(join(process.cwd(), '.build', 'bench-store-'));
  const store = openStore({ path: join(folder, 'parley.db'), table: TABLE, now: Date.now, durable });
  try {
    process.stdout.write(durable ? 'fsync before each acknowledgement\n' : 'without fsync\n');
    await seed(store);
    for (const senders of [1, 4, 16, 64]) await measure(store, senders);
  } finally {
    store.close();
    rmSync(folder, { recursive: true });
  }
};

await run(true);
await run(false);
