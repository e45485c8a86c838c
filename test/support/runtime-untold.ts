import { takeSeq } from '../../lambdas/table/channel.ts';
import { putSent } from '../../lambdas/table/idempotency.ts';
import { putMessage } from '../../lambdas/table/message.ts';
import type { Store } from '../../lambdas/table/store.ts';

interface Untold {
  readonly store: Store;
  readonly author: string;
  readonly channelId: string;
  readonly clientMessageId?: string;
  readonly text?: string;
}

/** Takes a number and writes nothing under it, as a worker that is killed then. @returns the channel's numbers after it */
export async function takeNumber(store: Store, channelId: string): Promise<{ seq: number; ord: number }> {
  const head = await store.update(takeSeq(channelId, { message: true, writable: true }));
  return { seq: Number(head['seq']), ord: Number(head['ord']) };
}

/** Writes a message and tells nobody, as a worker that is killed after its commit. */
export async function commitUntold({ store, text = 'committed', ...facts }: Untold) {
  const { author, channelId, clientMessageId = crypto.randomUUID() } = facts;
  const { seq, ord } = await takeNumber(store, channelId);
  const now = Date.now();
  const message = {
    channelId,
    seq,
    ord,
    author,
    clientMessageId,
    text,
    mentions: { people: [], channel: false, here: false },
    createdAt: now,
    editedAt: null,
    deletedAt: null,
    lastSeq: seq,
    notice: null,
  };
  await store.write([putSent(author, clientMessageId, message, now), putMessage(message)]);
  return message;
}
