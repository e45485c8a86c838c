import { forbidden } from '../../protocol/errors.ts';
import type { Message } from '../../protocol/message.ts';
import { mentionsIn } from '../domain/mentions.ts';
import type { Scope } from '../ports/index.ts';
import type { ChannelHead } from '../table/channel.ts';
import { checkMembership } from '../table/channel-member.ts';
import { loadSent, putSent, type Sent } from '../table/idempotency.ts';
import { loadMessage, putMessage } from '../table/message.ts';
import { type ConditionFailed, isConditionFailed, type Write } from '../table/store.ts';
import { type Admission, numberFor } from './admit-sender.ts';
import { voidNumber } from './number.ts';
import { busy, messageIdUsed } from './problems.ts';

export interface Draft {
  readonly channelId: string;
  readonly author: string;
  readonly clientMessageId: string;
  readonly text: string;
}

/** A message that stands, and the channel with the number it took; `again`: it stood before this call. */
export interface Posted {
  readonly message: Message;
  readonly head: ChannelHead;
  readonly again: boolean;
}

/** Numbers that were voided by impatient readers before their message was written: each try takes a new one. */
const TRIES = 5;

/** Writes a message under a number of its own, once per author and client message id. @throws forbidden, conflict */
export async function sendMessage(scope: Scope, draft: Draft, admission: Admission): Promise<Posted> {
  let head = await numberFor(scope, draft.channelId, admission);
  for (let tries = 0; tries < TRIES; tries++) {
    const message = messageOf(scope, draft, head);
    const refusal = await refusalOf(scope, writesOf(scope, message, head));
    if (!refusal) return { message, head, again: false };
    if (refusal.at(0)) {
      const first = await firstOf(scope, message);
      if (first) return { message: first, head, again: first.seq !== head.seq };
    } else if (refusal.at(2)) {
      await voidNumber(scope, draft.channelId, head.seq);
      scope.memory.forgetMember(draft.author, draft.channelId);
      throw forbidden();
    }
    head = await numberFor(scope, draft.channelId);
  }
  await voidNumber(scope, draft.channelId, head.seq);
  throw busy();
}

const messageOf = ({ now }: Scope, draft: Draft, head: ChannelHead): Message => ({
  channelId: draft.channelId,
  seq: head.seq,
  ord: head.ord,
  author: draft.author,
  clientMessageId: draft.clientMessageId,
  text: draft.text,
  mentions: mentionsIn(draft.text),
  createdAt: now,
  editedAt: null,
  deletedAt: null,
  lastSeq: head.seq,
  notice: null,
});

/** In public channels the membership that was just read is enough; elsewhere it is checked in the transaction too. */
function writesOf({ now }: Scope, message: Message, head: ChannelHead): readonly Write[] {
  const { channelId, author, clientMessageId } = message;
  const writes = [putSent(author, clientMessageId, message, now), putMessage(message)];
  return head.kind === 'public' ? writes : [...writes, checkMembership(channelId, author)];
}

async function refusalOf({ store }: Scope, writes: readonly Write[]): Promise<ConditionFailed | undefined> {
  try {
    await store.write(writes);
    return undefined;
  } catch (error) {
    if (isConditionFailed(error)) return error;
    throw error;
  }
}

/**
 * The message that this client message id became before. Its being under our own number means that our write went
 * through and only its reply was lost; otherwise our number is given up.
 */
async function firstOf(scope: Scope, message: Message): Promise<Message | undefined> {
  const { channelId, author, clientMessageId, seq } = message;
  const sent: Sent | undefined = await loadSent(scope.store, author, clientMessageId, scope.now);
  if (sent?.channelId === channelId && sent.seq === seq) return message;
  await voidNumber(scope, channelId, seq);
  if (!sent) return undefined;
  if (sent.channelId !== channelId) throw messageIdUsed();
  const first = await loadMessage(scope.store, channelId, sent.seq);
  if (!first) throw busy();
  return first;
}
