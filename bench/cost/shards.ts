import type { AttributeValue, DynamoDBStreamEvent } from 'aws-lambda';
import type { Scheduler } from '../../test/simulation/scheduler.ts';
import { SHARDS } from './assumptions.ts';
import type { Charge } from './meter.ts';
import type { Written } from './table.ts';

/** Polled four times a second, then gathered for the window of the event source (lib/repair.ts). */
const WINDOW_MS = 1_000 + 125;
const BATCH = 100;

interface Shard {
  readonly waiting: Written[];
  busy: boolean;
}

/** The table's stream as its consumer sees it: new numbers of channels only. A batch is charged to who wrote its first. */
export class Shards {
  readonly #shards: readonly Shard[] = Array.from({ length: SHARDS }, () => ({ waiting: [], busy: false }));
  readonly #scheduler: Scheduler;
  readonly #invoke: (event: DynamoDBStreamEvent, charge: Charge) => Promise<unknown>;

  constructor(scheduler: Scheduler, invoke: (event: DynamoDBStreamEvent, charge: Charge) => Promise<unknown>) {
    this.#scheduler = scheduler;
    this.#invoke = invoke;
  }

  take(written: readonly Written[]): void {
    for (const one of written) {
      if (one.before || !one.after || !/^[ME]#/.test(one.key.sk)) continue;
      const shard = this.#shards[hash(one.key.pk) % SHARDS];
      shard?.waiting.push(one);
      if (shard) this.#plan(shard);
    }
  }

  #plan(shard: Shard): void {
    if (shard.busy || shard.waiting.length === 0) return;
    shard.busy = true;
    this.#scheduler.after(WINDOW_MS, () => void this.#consume(shard));
  }

  async #consume(shard: Shard): Promise<void> {
    const batch = shard.waiting.splice(0, BATCH);
    const author = batch[0]?.after?.['author'];
    const Records = batch.map(({ key, after }, index) => ({
      eventName: 'INSERT' as const,
      dynamodb: {
        Keys: { pk: { S: key.pk }, sk: { S: key.sk } },
        NewImage: imageOf(after),
        SequenceNumber: String(index),
      },
    }));
    await this.#invoke({ Records }, { userId: typeof author === 'string' ? author : '', cause: 'repair' });
    shard.busy = false;
    this.#plan(shard);
  }
}

/** What the consumer reads of an item. */
const imageOf = (item: Written['after']): Record<string, AttributeValue> => ({
  type: { S: item?.['type'] === 'message' ? 'message' : 'other' },
  ...(item?.['notice'] ? { notice: { M: {} } } : {}),
});

function hash(text: string): number {
  let value = 0;
  for (let at = 0; at < text.length; at += 1) value = (Math.imul(value, 31) + text.charCodeAt(at)) >>> 0;
  return value;
}
