import type { Channel } from '../../protocol/channel.ts';
import type { Scope } from '../ports/index.ts';
import { changeFacts, type ChannelHead, toChannel } from '../table/channel.ts';
import { countApart } from '../table/channel-count.ts';
import { keys } from '../table/schema.ts';
import type { Write } from '../table/store.ts';

/** A channel after people came or went under its latest number, and what says so, for the transaction in which they do. */
export interface Counted {
  /** Undefined in direct and group conversations, where nobody is counted. */
  readonly channel: Channel | undefined;
  /** Refused when something else changed the channel since its number was taken. */
  readonly writes: readonly Write[];
}

/** @param head with the number of the notice that tells of it. @param more who comes, less than 0: who goes */
export async function countMembers({ store }: Pick<Scope, 'store'>, head: ChannelHead, more: number): Promise<Counted> {
  if (head.people.length > 0) return { channel: undefined, writes: [] };
  const { channelId, seq, lastSeq } = head;
  const before = head.members ?? (await countApart(store, channelId)) ?? 0;
  const members = before + more;
  return {
    channel: { ...toChannel(head), members, lastSeq: seq },
    writes: [
      changeFacts(channelId, { members }, seq, lastSeq),
      ...(head.members === undefined ? [{ delete: keys.channelCount(channelId) }] : []),
    ],
  };
}
