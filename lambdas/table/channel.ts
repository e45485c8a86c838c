import type { Channel, ChannelKind } from '../../protocol/channel.ts';
import { CHANNEL_KINDS } from '../../protocol/channel.ts';
import { flagOf, numberOf, textOf, textsOf } from './attributes.ts';
import { ITEM_VERSION, keys } from './schema.ts';
import type { Condition, Item, Store, Write } from './store.ts';

/** A channel with its numbers, as stored. Times in milliseconds UTC. */
export interface ChannelHead extends Channel {
  /** The latest number taken, and how many messages were numbered. */
  readonly seq: number;
  readonly ord: number;
  /** Posted to the audience up to here. */
  readonly pushedSeq: number;
  /** All numbers up to here have an item, since `settledAt`; up to `settledBefore` since the watermark before. */
  readonly settled: number;
  readonly settledBefore: number;
  readonly settledAt: number;
}

const kindOf = (item: Item): ChannelKind => CHANNEL_KINDS.find((kind) => kind === item['kind']) ?? 'private';

export const toHead = (item: Item): ChannelHead => ({
  channelId: textOf(item, 'channelId'),
  workspaceId: textOf(item, 'workspaceId'),
  kind: kindOf(item),
  name: textOf(item, 'name'),
  topic: textOf(item, 'topic'),
  purpose: textOf(item, 'purpose'),
  archived: flagOf(item, 'archived'),
  general: flagOf(item, 'general'),
  createdBy: textOf(item, 'createdBy'),
  createdAt: numberOf(item, 'createdAt'),
  people: [...textsOf(item, 'people')],
  lastSeq: numberOf(item, 'lastSeq'),
  seq: numberOf(item, 'seq'),
  ord: numberOf(item, 'ord'),
  pushedSeq: numberOf(item, 'pushedSeq'),
  settled: numberOf(item, 'settled'),
  settledBefore: numberOf(item, 'settledBefore'),
  settledAt: numberOf(item, 'settledAt'),
});

/** What everyone who sees the channel is told of it. */
export const toChannel = (from: Channel): Channel => ({
  channelId: from.channelId,
  workspaceId: from.workspaceId,
  kind: from.kind,
  name: from.name,
  topic: from.topic,
  purpose: from.purpose,
  archived: from.archived,
  general: from.general,
  createdBy: from.createdBy,
  createdAt: from.createdAt,
  people: from.people,
  lastSeq: from.lastSeq,
});

/** The channel's head, read strongly. */
export async function loadChannel(store: Store, channelId: string): Promise<ChannelHead | undefined> {
  const item = await store.get(keys.channel(channelId), { consistent: true });
  return item && toHead(item);
}

/** Heads of many channels, by default read strongly, in the order of the ids; absent ones are left out. */
export async function loadChannels(
  store: Store,
  channelIds: readonly string[],
  reading: { readonly consistent: boolean } = { consistent: true },
): Promise<readonly ChannelHead[]> {
  const parts: Promise<readonly (Item | undefined)[]>[] = [];
  for (let at = 0; at < channelIds.length; at += 100) {
    const part = channelIds.slice(at, at + 100).map(keys.channel);
    parts.push(store.getMany(part, reading));
  }
  return (await Promise.all(parts)).flat().flatMap((item) => (item ? [toHead(item)] : []));
}

/** A new channel; its head begins at the number of its first notice, 0 without one, which nobody waits for. */
export const putChannel = (channel: Channel): Write => ({
  put: {
    ...keys.channel(channel.channelId),
    v: ITEM_VERSION,
    type: 'channel',
    ...channel,
    seq: channel.lastSeq,
    ord: 0,
    pushedSeq: channel.lastSeq,
    settled: channel.lastSeq,
    settledBefore: channel.lastSeq,
    settledAt: 0,
  },
  if: { absent: 'pk' },
});

const THERE: Condition = { exists: 'pk' };
const WRITABLE: Condition = { all: [THERE, { ne: ['archived', true] }] };

/** Takes the next number of a channel. `message`: it also counts as a message; `writable`: refused when archived. */
export const takeSeq = (
  channelId: string,
  { message, writable }: { readonly message: boolean; readonly writable: boolean },
): Extract<Write, { update: object }> => ({
  update: keys.channel(channelId),
  changes: { add: message ? { seq: 1, ord: 1 } : { seq: 1 } },
  if: writable ? WRITABLE : THERE,
});

export type ChannelFacts = Partial<Pick<Channel, 'name' | 'topic' | 'purpose' | 'archived'>>;

/** Changes a channel's facts under the number `seq`, as long as they are those that were read (`lastSeq`). */
export const changeFacts = (channelId: string, facts: ChannelFacts, seq: number, lastSeq: number): Write => ({
  update: keys.channel(channelId),
  changes: { set: { ...facts, lastSeq: seq } },
  if: { eq: ['lastSeq', lastSeq] },
});

/** Notes that everything up to `seq` was posted to the audience. */
export const raisePushed = (channelId: string, seq: number): Write => ({
  update: keys.channel(channelId),
  changes: { set: { pushedSeq: seq } },
  if: { lt: ['pushedSeq', seq] },
  hint: true,
});

/** Raises the watermark from what was read to `settled`. */
export const raiseSettled = (head: ChannelHead, settled: number, now: number): Write => ({
  update: keys.channel(head.channelId),
  changes: { set: { settled, settledBefore: head.settled, settledAt: now } },
  if: { eq: ['settled', head.settled] },
});
