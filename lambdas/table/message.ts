import { Channel } from '../../protocol/channel.ts';
import type { ChannelEvent, Message } from '../../protocol/message.ts';
import { Notice } from '../../protocol/message.ts';
import { flagOf, numberOf, textOf, textsOf, ttlAt } from './attributes.ts';
import { channelPk, ITEM_VERSION, keys } from './schema.ts';
import type { Item, Store, Write } from './store.ts';

/** How long a change is kept, milliseconds. Who was away longer fetches afresh. */
export const CHANGES_KEPT_MS = 30 * 24 * 3_600_000;

const timeOf = (item: Item, name: string): number | null => {
  const value = item[name];
  return typeof value === 'number' ? value : null;
};

/** A message, from its own item or from a change of it. */
export const toMessage = (item: Item): Message => ({
  channelId: item.pk.slice(CHANNEL_PREFIX),
  seq: numberOf(item, 'seq'),
  ord: numberOf(item, 'ord'),
  author: textOf(item, 'author'),
  clientMessageId: textOf(item, 'clientMessageId'),
  text: textOf(item, 'text'),
  mentions: {
    people: [...textsOf(item, 'mentionedPeople')],
    channel: flagOf(item, 'mentionsChannel'),
    here: flagOf(item, 'mentionsHere'),
  },
  createdAt: numberOf(item, 'createdAt'),
  editedAt: timeOf(item, 'editedAt'),
  deletedAt: timeOf(item, 'deletedAt'),
  lastSeq: numberOf(item, 'lastSeq'),
  notice: item['notice'] ? Notice.parse(item['notice']) : null,
});

const CHANNEL_PREFIX = channelPk('').length;

const attributes = (message: Message) => ({
  v: ITEM_VERSION,
  seq: message.seq,
  ord: message.ord,
  author: message.author,
  clientMessageId: message.clientMessageId,
  createdAt: message.createdAt,
  lastSeq: message.lastSeq,
  ...editable(message),
});

/** What edits and deletes change. Empty values are not stored. */
const editable = (message: Message) => ({
  text: message.text,
  ...(message.mentions.people.length > 0 ? { mentionedPeople: message.mentions.people } : {}),
  ...(message.mentions.channel ? { mentionsChannel: true } : {}),
  ...(message.mentions.here ? { mentionsHere: true } : {}),
  ...(message.editedAt === null ? {} : { editedAt: message.editedAt }),
  ...(message.deletedAt === null ? {} : { deletedAt: message.deletedAt }),
});

/** The message under its number, if that is free. `channel` comes with a notice that changed the channel. */
export const putMessage = (message: Message, channel?: Channel): Write => ({
  put: {
    ...keys.message(message.channelId, message.seq),
    type: 'message',
    ...attributes(message),
    ...(message.notice ? { notice: message.notice } : {}),
    ...(channel ? { channel } : {}),
  },
  if: { absent: 'pk' },
});

/** The change with number `message.lastSeq`, if that is free, with the state that results. */
export const putChange = (message: Message, now: number): Write => ({
  put: {
    ...keys.change(message.channelId, message.lastSeq),
    type: message.deletedAt === null ? 'edited' : 'deleted',
    ...attributes(message),
    changedAt: now,
    ttl: ttlAt(now + CHANGES_KEPT_MS),
  },
  if: { absent: 'pk' },
});

const EDITABLE = ['mentionedPeople', 'mentionsChannel', 'mentionsHere', 'editedAt', 'deletedAt'] as const;

/** The state after a change, as long as the message is as it was read (`before`) and not deleted. */
export const changeMessage = (message: Message, before: Message): Write => {
  const set = editable(message);
  return {
    update: keys.message(message.channelId, message.seq),
    changes: {
      set: { ...set, lastSeq: message.lastSeq },
      remove: EDITABLE.filter((name) => !Object.hasOwn(set, name)),
    },
    if: {
      all: [{ eq: ['lastSeq', before.lastSeq] }, { eq: ['author', before.author] }, { absent: 'deletedAt' }],
    },
  };
};

/** One message, read strongly; undefined for a number that is none. */
export async function loadMessage(store: Store, channelId: string, seq: number): Promise<Message | undefined> {
  const item = await store.get(keys.message(channelId, seq), { consistent: true });
  return item && !isVoid(item) ? toMessage(item) : undefined;
}

export const isVoid = (item: Item): boolean => item['type'] === 'void';

/** The event that an item of the sequence stands for; undefined for a void. */
export function toEvent(item: Item): ChannelEvent | undefined {
  if (isVoid(item)) return undefined;
  const message = toMessage(item);
  const { channelId } = message;
  if (item['type'] === 'message') {
    const channel = item['channel'] ? { channel: Channel.parse(item['channel']) } : {};
    return { type: 'message.posted', channelId, seq: message.seq, message, ...channel };
  }
  const type = item['type'] === 'deleted' ? 'message.deleted' : 'message.edited';
  return { type, channelId, seq: message.lastSeq, message };
}

/** When an item of the sequence came to be, milliseconds UTC. */
export const writtenAt = (item: Item): number => numberOf(item, 'changedAt') || numberOf(item, 'createdAt');
