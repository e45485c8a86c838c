import { forbidden, Problem } from '../../protocol/errors.ts';
import type { Message } from '../../protocol/message.ts';
import { publish } from '../delivery/publish.ts';
import type { Scope } from '../ports/index.ts';
import { type ChannelHead, toHead } from '../table/channel.ts';
import { checkMembership } from '../table/channel-member.ts';
import { changeMessage, isVoid, putChange, toMessage } from '../table/message.ts';
import { keys } from '../table/schema.ts';
import { type ConditionFailed, isConditionFailed } from '../table/store.ts';
import { takeNumber, voidNumber } from './number.ts';
import { archived, busy } from './problems.ts';
import { withinSendLimit } from './send-limit.ts';
import { tidy } from './settle.ts';

const TRIES = 5;

/** A message of one's own in a channel that one is in. */
export interface OwnMessage {
  readonly head: ChannelHead;
  readonly message: Message;
}

/** One's own message, if it can be changed. One round trip. @throws forbidden, conflict (archived) */
async function ownMessage({ store }: Scope, userId: string, channelId: string, seq: number): Promise<OwnMessage> {
  const wanted = [keys.channel(channelId), keys.channelMember(channelId, userId), keys.message(channelId, seq)];
  const [channel, membership, item] = await store.getMany(wanted, { consistent: true });
  if (!channel || !membership || !item || isVoid(item)) throw forbidden();
  const message = toMessage(item);
  if (message.author !== userId || message.notice) throw forbidden();
  const head = toHead(channel);
  if (head.archived) throw archived();
  return { head, message };
}

/** One's own message, to be changed now: that counts as a send. @throws forbidden, conflict (archived), rate_limited */
export async function toBeChanged(scope: Scope, userId: string, channelId: string, seq: number): Promise<OwnMessage> {
  const [own] = await Promise.all([ownMessage(scope, userId, channelId, seq), withinSendLimit(scope, userId)]);
  return own;
}

export const alreadyDeleted = (): Problem =>
  new Problem('conflict', 'This message was deleted.', { reason: 'deleted' });

/** A changed message and the number of its latest change. */
export interface Changed {
  readonly message: Message;
  readonly seq: number;
}

/**
 * Changes one's own message under a number of its own. `next` says what the message becomes; undefined when it is so already.
 * @throws forbidden when one is no longer in the channel, conflict (archived, and what `next` throws)
 */
export async function changeOwnMessage(
  scope: Scope,
  { head, message }: OwnMessage,
  origin: string | null,
  next: (message: Message) => Message | undefined,
): Promise<Changed> {
  let before = message;
  for (let tries = 0; tries < TRIES; tries++) {
    const changed = next(before);
    if (!changed) return { message: before, seq: before.lastSeq };
    const numbered = await takeNumber(scope, head.channelId, { message: false, writable: true });
    if (!numbered) throw archived();
    const after = { ...changed, lastSeq: numbered.seq };
    const refusal = await write(scope, before, after);
    if (!refusal || (await stands(scope, after))) {
      tellAfterwards(scope, numbered, after, origin);
      return { message: after, seq: after.lastSeq };
    }
    if (!refusal.at(0)) await voidNumber(scope, head.channelId, numbered.seq);
    before = (await ownMessage(scope, message.author, head.channelId, message.seq)).message;
  }
  throw busy();
}

async function write({ store, now }: Scope, before: Message, after: Message): Promise<ConditionFailed | undefined> {
  try {
    await store.write([
      putChange(after, now),
      changeMessage(after, before),
      checkMembership(after.channelId, after.author),
    ]);
    return undefined;
  } catch (error) {
    if (isConditionFailed(error)) return error;
    throw error;
  }
}

/** The write went through and only its reply was lost: nobody else has its number. */
async function stands({ store }: Scope, { channelId, lastSeq }: Message): Promise<boolean> {
  const item = await store.get(keys.change(channelId, lastSeq), { consistent: true });
  return item !== undefined && !isVoid(item);
}

function tellAfterwards(scope: Scope, head: ChannelHead, message: Message, origin: string | null): void {
  const type = message.deletedAt === null ? 'message.edited' : 'message.deleted';
  scope.after(async () => {
    await publish(scope, head, { type, channelId: message.channelId, seq: message.lastSeq, message }, origin);
    await tidy(scope, head);
  });
}
