import type { Channel } from '../../protocol/channel.ts';
import { forbidden } from '../../protocol/errors.ts';
import type { Message, Notice } from '../../protocol/message.ts';
import { publish } from '../delivery/publish.ts';
import type { Scope } from '../ports/index.ts';
import { type ChannelFacts, changeFacts, type ChannelHead, toChannel } from '../table/channel.ts';
import { putMessage } from '../table/message.ts';
import { type ConditionFailed, isConditionFailed, type Write } from '../table/store.ts';
import { noticeMessage } from './create-channel.ts';
import { takeNumber, voidNumber } from './number.ts';
import { busy, nameTaken } from './problems.ts';

const TRIES = 5;

/** New facts of a channel, the line that says so, and the rows of the name directory that go with them. */
export interface Change {
  readonly facts: ChannelFacts;
  readonly notice: Notice;
  /** First the name to take, then the one to give back. */
  readonly names?: readonly [take: Write, giveBack: Write];
}

/** Who asks for a change, and what lets them. */
export interface ChangeRequest {
  readonly by: string;
  /** The caller's connection, whose reply tells of it. */
  readonly origin: string | null;
  /** What the caller's permission rests on. */
  readonly grounds: Write;
}

/**
 * Changes a channel's facts with a notice, in one transaction. `decide` sees the channel as it is now and says what to change;
 * undefined when there is nothing to change. @throws forbidden, conflict (name_taken), and what `decide` throws
 */
export async function changeChannel(
  scope: Scope,
  channel: ChannelHead,
  request: ChangeRequest,
  decide: (channel: Channel) => Change | undefined,
): Promise<Channel> {
  if (!decide(channel)) return toChannel(channel);
  for (let tries = 0; tries < TRIES; tries++) {
    const head = await takeNumber(scope, channel.channelId, { message: false, writable: false });
    // No channel is ever deleted: this is for whoever should change that.
    if (!head) throw forbidden();
    const change = await decided(scope, head, decide);
    if (!change) return toChannel(head);
    const after = { ...toChannel(head), ...change.facts, lastSeq: head.seq };
    const { by, origin, grounds } = request;
    const notice = noticeMessage(head.channelId, head.seq, head.ord, { by, notice: change.notice, now: scope.now });
    if (await isWritten(scope, head, after, notice, [grounds, ...(change.names ?? [])], change.facts)) {
      const event = { type: 'message.posted', channelId: head.channelId, seq: head.seq, message: notice } as const;
      scope.after(() => publish(scope, head, { ...event, channel: after }, origin));
      return after;
    }
  }
  throw busy();
}

/** Gives the number up when there is nothing to do with it. */
async function decided(
  scope: Scope,
  head: ChannelHead,
  decide: (channel: Channel) => Change | undefined,
): Promise<Change | undefined> {
  try {
    const change = decide(head);
    if (!change) await voidNumber(scope, head.channelId, head.seq);
    return change;
  } catch (error) {
    await voidNumber(scope, head.channelId, head.seq);
    throw error;
  }
}

/** False when someone else was faster: to be tried again under a new number. */
async function isWritten(
  scope: Scope,
  head: ChannelHead,
  after: Channel,
  notice: Message,
  further: readonly Write[],
  facts: ChannelFacts,
): Promise<boolean> {
  const { channelId, seq, lastSeq } = head;
  try {
    await scope.store.write([putMessage(notice, after), changeFacts(channelId, facts, seq, lastSeq), ...further]);
    return true;
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    if (!error.at(0)) await voidNumber(scope, channelId, seq);
    throwRefusal(error);
    return false;
  }
}

/** Positions: the notice, the facts, the caller's grounds, the name to take, the name to give back. */
function throwRefusal(error: ConditionFailed): void {
  if (error.at(0) || error.at(1)) return;
  if (error.at(2)) throw forbidden();
  if (error.at(3)) throw nameTaken();
}
