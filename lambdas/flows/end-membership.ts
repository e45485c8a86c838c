import type { Channel } from '../../protocol/channel.ts';
import { forbidden } from '../../protocol/errors.ts';
import type { Message } from '../../protocol/message.ts';
import { unlessRefused } from '../delivery/expiry.ts';
import { tellPerson } from '../delivery/people.ts';
import { publish } from '../delivery/publish.ts';
import type { Scope } from '../ports/index.ts';
import type { ChannelHead } from '../table/channel.ts';
import { countPeople, isCounted } from '../table/channel-count.ts';
import { deleteMembership, loadMembership } from '../table/channel-member.ts';
import { putMessage } from '../table/message.ts';
import { isConditionFailed, type Write } from '../table/store.ts';
import { checkTombstone, deleteSubscription, ownSubscriptions, putTombstone } from '../table/subscription.ts';
import { noticeMessage } from './create-channel.ts';
import { takeNumber, voidNumber } from './number.ts';
import { busy } from './problems.ts';

const TRIES = 5;

interface Going {
  readonly userId: string;
  readonly how: 'left' | 'removed';
  readonly by: string;
  readonly origin: string | null;
  readonly grounds: readonly Write[];
}

/**
 * Takes a person out of a channel; nothing sent after this reaches them. Repeating it changes nothing.
 * @param origin the caller's connection, whose reply tells of it. @param grounds what the caller's permission rests on.
 */
export async function endMembership(
  scope: Scope,
  channel: Channel,
  userId: string,
  how: Going['how'],
  by: string,
  origin: string | null = null,
  grounds: readonly Write[] = [],
): Promise<void> {
  const going = { userId, how, by, origin, grounds };
  for (let tries = 0; tries < TRIES; tries++) {
    if (!(await loadMembership(scope.store, channel.channelId, userId))) return;
    const head = await takeNumber(scope, channel.channelId, { message: false, writable: false });
    if (!head) return;
    const notice = noticeOf(scope, head, going);
    if (await isWritten(scope, head, notice, going)) {
      afterwards(scope, head, notice, going);
      return;
    }
  }
  throw busy();
}

const noticeOf = ({ now }: Scope, { channelId, seq, ord }: ChannelHead, { userId, how, by }: Going): Message =>
  noticeMessage(channelId, seq, ord, {
    by,
    notice: how === 'left' ? { what: 'left' } : { what: 'removed', people: [userId] },
    now,
  });

async function isWritten(
  scope: Scope,
  { channelId, seq, kind }: ChannelHead,
  notice: Message,
  { userId, grounds }: Going,
): Promise<boolean> {
  try {
    await scope.store.write([
      putMessage(notice),
      deleteMembership(channelId, userId),
      putTombstone(channelId, userId, scope.now),
      ...(isCounted(kind) ? [countPeople(channelId, -1)] : []),
      ...grounds,
    ]);
    return true;
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    if (!error.at(0)) await voidNumber(scope, channelId, seq);
    if (!error.at(0) && !error.at(1)) throw forbidden();
    return false;
  }
}

function afterwards(scope: Scope, head: ChannelHead, notice: Message, { userId, origin }: Going): void {
  const { channelId } = head;
  scope.memory.forgetMember(userId, channelId);
  scope.after(async () => {
    await tellPerson(scope, userId, [{ type: 'membership.ended', channelId }], { except: origin });
    await unsubscribe(scope, channelId, userId);
    await publish(scope, head, { type: 'message.posted', channelId, seq: notice.seq, message: notice });
  });
}

/** A hundred writes a transaction. What is left is hidden by the tombstone until it expires. */
const AT_ONCE = 99;

/** Drops the person's subscriptions, unless they have come back: then these may be new ones. */
async function unsubscribe({ store }: Scope, channelId: string, userId: string): Promise<void> {
  const rows = (await ownSubscriptions(store, channelId, userId)).slice(0, AT_ONCE);
  if (rows.length === 0) return;
  await unlessRefused(store.write([checkTombstone(channelId, userId), ...rows.map(deleteSubscription)]));
}
