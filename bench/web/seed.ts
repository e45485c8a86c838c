/** Conversations with a past, written straight into the store of a runtime that is down: the shapes are those of real messages. */
import { join } from 'node:path';
import { mentionsIn } from '../../lambdas/domain/mentions.ts';
import { loadChannel } from '../../lambdas/table/channel.ts';
import { moveReadMarker } from '../../lambdas/table/channel-member.ts';
import { putMessage } from '../../lambdas/table/message.ts';
import { keys } from '../../lambdas/table/schema.ts';
import type { Store } from '../../lambdas/table/store.ts';
import { onlyTable, tableShape } from '../../local/engine.ts';
import { openStore } from '../../local/store/index.ts';
import { readTemplate } from '../../local/template.ts';
import type { Message } from '../../protocol/message.ts';
import { textOf } from './letters.ts';

export interface Past {
  readonly channelId: string;
  readonly count: number;
  /** Those who wrote it; all of them have read it. */
  readonly people: readonly string[];
}

/** Transactions of the store have at most as many writes. */
const AT_ONCE = 100;
const PAUSE_MS = 80_000;

/** Writes these pasts. The runtime on this data must be down. */
export async function seed(cdkOut: string, dataDir: string, pasts: readonly Past[]): Promise<void> {
  const table = tableShape(onlyTable(readTemplate(cdkOut)));
  const store = openStore({ path: join(dataDir, 'parley.db'), durable: false, now: () => Date.now(), table });
  // Nobody is to be told of what was long ago.
  store.keepOnly(() => false);
  try {
    for (const past of pasts) if (past.count > 0) await write(store, past);
  } finally {
    store.close();
  }
}

async function write(store: Store, { channelId, count, people }: Past): Promise<void> {
  const head = await loadChannel(store, channelId);
  if (!head) throw new Error(`there is no channel ${channelId}`);
  const first = Date.now() - count * PAUSE_MS;
  for (let done = 0; done < count; done += AT_ONCE) {
    const part = Array.from({ length: Math.min(AT_ONCE, count - done) }, (_, at) => done + at);
    const messages = part.map((at): Message => {
      const seq = head.seq + 1 + at;
      const text = textOf(at);
      return {
        channelId,
        seq,
        ord: head.ord + 1 + at,
        author: people[Math.floor(at / 3) % people.length] ?? '',
        clientMessageId: `seeded-${channelId}-${seq}`,
        text,
        mentions: mentionsIn(text),
        createdAt: first + at * PAUSE_MS,
        editedAt: null,
        deletedAt: null,
        lastSeq: seq,
        notice: null,
      };
    });
    await store.write(messages.map((message) => putMessage(message)));
  }
  const [seq, ord] = [head.seq + count, head.ord + count];
  const numbers = { seq, ord, pushedSeq: seq, settled: seq, settledBefore: seq, settledAt: Date.now() };
  await store.write([{ update: keys.channel(channelId), changes: { set: numbers } }]);
  for (const userId of people)
    await store.write([moveReadMarker(userId, { channelId, readSeq: seq, readOrd: ord }, false)]);
}
