import type { Scope } from '../ports/index.ts';
import { type ChannelHead, takeSeq, toHead } from '../table/channel.ts';
import { putVoid, type Void } from '../table/sequence.ts';
import { isConditionFailed } from '../table/store.ts';

type Kind = Parameters<typeof takeSeq>[1];

/** Takes the channel's next number: the head with it as `seq`; undefined when there is no such (writable) channel. */
export async function takeNumber(
  { store }: Pick<Scope, 'store'>,
  channelId: string,
  kind: Kind,
): Promise<ChannelHead | undefined> {
  try {
    return toHead(await store.update(takeSeq(channelId, kind)));
  } catch (error) {
    if (isConditionFailed(error)) return undefined;
    throw error;
  }
}

/** Gives up a number, by default one just taken, so that everyone goes on. @returns false when it was written under. */
export async function voidNumber(
  { store, now }: Pick<Scope, 'store' | 'now'>,
  channelId: string,
  seq: number,
  about: Void = { since: now, lapsed: false },
): Promise<boolean> {
  try {
    await store.write(putVoid(channelId, seq, now, about));
    return true;
  } catch (error) {
    if (isConditionFailed(error)) return false;
    throw error;
  }
}
