import * as z from 'zod/mini';
import { Channel } from './channel.ts';
import { contract } from './contract.ts';
import { ChannelId, ClientMessageId, Position, Seq, Timestamp, UserId } from './ids.ts';
import { LIMITS } from './limits.ts';
import { MessageText } from './text.ts';

/** Whom a message calls: people by `<@U…>`, everyone who is in the conversation by `<!channel>`, those online by `<!here>`. */
export const Mentions = z.strictObject({ people: z.array(UserId), channel: z.boolean(), here: z.boolean() });
export type Mentions = z.infer<typeof Mentions>;

/** What happened, for the lines that the conversation itself writes. */
export const Notice = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('created') }),
  z.strictObject({ what: z.literal('joined'), people: z.array(UserId) }),
  z.strictObject({ what: z.literal('added'), people: z.array(UserId) }),
  z.strictObject({ what: z.literal('left') }),
  z.strictObject({ what: z.literal('removed'), people: z.array(UserId) }),
  z.strictObject({ what: z.literal('renamed'), from: z.string(), to: z.string() }),
  z.strictObject({ what: z.literal('topic'), to: z.string() }),
  z.strictObject({ what: z.literal('purpose'), to: z.string() }),
  z.strictObject({ what: z.literal('archived') }),
  z.strictObject({ what: z.literal('unarchived') }),
]);
export type Notice = z.infer<typeof Notice>;

/** The state of one message. `notice` is set on the lines that the conversation itself writes; these never count as unread. */
export const Message = z.strictObject({
  channelId: ChannelId,
  seq: Seq,
  /** How many messages (notices and changes not counted) the channel had with this one. */
  ord: Position,
  author: UserId,
  clientMessageId: z.string(),
  /** Empty when deleted. */
  text: z.string(),
  mentions: Mentions,
  createdAt: Timestamp,
  editedAt: z.nullable(Timestamp),
  deletedAt: z.nullable(Timestamp),
  /** Number of the latest change that this state includes; `seq` when there was none. */
  lastSeq: Seq,
  notice: z.nullable(Notice),
});
export type Message = z.infer<typeof Message>;

/** Something that happened in a channel, with its number and the state that results. */
export const ChannelEvent = z.discriminatedUnion('type', [
  /** `channel` is set when the notice changed the channel itself. */
  z.strictObject({
    type: z.literal('message.posted'),
    channelId: ChannelId,
    seq: Seq,
    message: Message,
    channel: z.optional(Channel),
  }),
  z.strictObject({ type: z.literal('message.edited'), channelId: ChannelId, seq: Seq, message: Message }),
  z.strictObject({ type: z.literal('message.deleted'), channelId: ChannelId, seq: Seq, message: Message }),
]);
export type ChannelEvent = z.infer<typeof ChannelEvent>;

const InChannel = { channelId: ChannelId };
const OneMessage = { ...InChannel, seq: Seq };
const Limit = z.optional(z.int().check(z.gte(1), z.lte(LIMITS.historyPage)));

export const messageContracts = {
  'message.send': contract(
    'Send a message. Repeating it with the same client message id gives the same message, for 400 days.',
    z.strictObject({ ...InChannel, clientMessageId: ClientMessageId, text: MessageText }),
    z.strictObject({ message: Message }),
    { errors: ['forbidden', 'conflict'] },
  ),
  'message.edit': contract(
    'Change the text of your own message.',
    z.strictObject({ ...OneMessage, text: MessageText }),
    z.strictObject({ message: Message, seq: Seq }),
    {
      errors: ['forbidden', 'conflict'],
    },
  ),
  'message.delete': contract(
    'Delete your own message.',
    z.strictObject(OneMessage),
    z.strictObject({ message: Message, seq: Seq }),
    {
      errors: ['forbidden', 'conflict'],
    },
  ),
  'message.list': contract(
    'A page of history: the latest messages, or those before, after or around a number (one of them). Ascending.',
    z
      .strictObject({
        ...InChannel,
        before: z.optional(Seq),
        after: z.optional(Position),
        around: z.optional(Seq),
        limit: Limit,
      })
      .check(
        z.refine(({ before, after, around }) => [before, after, around].filter((at) => at !== undefined).length <= 1, {
          error: 'Ask for messages before, after or around one number, not for several at once.',
          path: ['around'],
        }),
      ),
    z.strictObject({
      messages: z.array(Message),
      /** All events up to this number are in the state that was read: go on with `sync.changes` from here. */
      through: Position,
      hasBefore: z.boolean(),
      hasAfter: z.boolean(),
    }),
  ),
} as const;
