import { forbidden } from '../../protocol/errors.ts';
import type { Scope } from '../ports/index.ts';
import type { ChannelHead } from '../table/channel.ts';
import { loadMembership } from '../table/channel-member.ts';
import { takeNumber, voidNumber } from './number.ts';
import { archived, tooManyMessages } from './problems.ts';
import { asMember } from './see-channel.ts';
import { blockedFor, countSend } from './send-limit.ts';

/** Someone who may send to this channel now. */
export interface Admission {
  /** The channel with a number taken for the message; undefined when none was taken yet. */
  readonly numbered: ChannelHead | undefined;
}

const MESSAGE = { message: true, writable: true } as const;

/**
 * Lets a person send to a channel. For someone who was a member a moment ago the number is taken beside the check: one round
 * trip less. Whether the channel is archived, taking the number says. @throws forbidden, conflict (archived), rate_limited
 */
export async function admitSender(scope: Scope, userId: string, channelId: string): Promise<Admission> {
  const blocked = blockedFor(scope, userId);
  if (blocked > 0) throw tooManyMessages(blocked);
  if (scope.memory.wasMember(userId, channelId, scope.now)) return admitKnown(scope, userId, channelId);
  const [, wait] = await Promise.all([asMember(scope, userId, channelId), countSend(scope, userId)]);
  if (wait > 0) throw tooManyMessages(wait);
  scope.memory.sawMember(userId, channelId, scope.now);
  return { numbered: undefined };
}

async function admitKnown(scope: Scope, userId: string, channelId: string): Promise<Admission> {
  const [membership, numbered, wait] = await Promise.all([
    loadMembership(scope.store, channelId, userId),
    takeNumber(scope, channelId, MESSAGE),
    countSend(scope, userId),
  ]);
  if (membership && numbered && wait === 0) {
    scope.memory.sawMember(userId, channelId, scope.now);
    return { numbered };
  }
  if (numbered) await voidNumber(scope, channelId, numbered.seq);
  if (!membership) {
    scope.memory.forgetMember(userId, channelId);
    throw forbidden();
  }
  throw wait > 0 ? tooManyMessages(wait) : archived();
}

/** The number of an admitted sender's message. @throws conflict (archived) */
export async function numberFor(
  scope: Scope,
  channelId: string,
  { numbered }: Admission = { numbered: undefined },
): Promise<ChannelHead> {
  const head = numbered ?? (await takeNumber(scope, channelId, MESSAGE));
  if (!head) throw archived();
  return head;
}
