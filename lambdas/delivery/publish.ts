import type { Channel } from '../../protocol/channel.ts';
import type { ChannelEvent } from '../../protocol/message.ts';
import { shareOf } from '../domain/audience.ts';
import { raisePushed } from '../table/channel.ts';
import { deleteSubscription, type Subscription, subscriptionsTo } from '../table/subscription.ts';
import { unlessRefused, withoutLapsed } from './expiry.ts';
import { frameOf } from './frame.ts';
import { postShare, type Share } from './share.ts';
import type { Wires } from './wires.ts';

/** What posting to a whole channel needs; `tasks` takes over from `fanOutThreshold` recipients on. */
export interface ChannelWires extends Wires {
  readonly tasks: { fanOut(payload: string): Promise<void> };
  readonly settings: { readonly fanOutThreshold: number };
}

/** Recipients of one further invocation: fits its 256 KB with the largest event. */
const PER_TASK = 500;

/** The subscribers of a channel who may be told something now: not removed, not lapsed. */
export const audienceOf = async (wires: Wires, channelId: string): Promise<readonly Subscription[]> =>
  withoutLapsed(wires, await subscriptionsTo(wires.store, channelId, wires.now), deleteSubscription);

/**
 * Posts a committed event to its audience but `origin` (the connection whose reply carries it), then notes how far the
 * channel was pushed.
 */
export async function publish(
  wires: ChannelWires,
  { channelId, kind }: Pick<Channel, 'channelId' | 'kind'>,
  event: ChannelEvent,
  origin: string | null = null,
): Promise<void> {
  const full: [string, string][] = [];
  const hinted: [string, string][] = [];
  for (const row of await audienceOf(wires, channelId)) {
    if (row.connectionId === origin) continue;
    const share = shareOf(kind, event, row);
    if (share === 'full') full.push([row.userId, row.connectionId]);
    else if (share === 'hint' && !row.hinted) hinted.push([row.userId, row.connectionId]);
  }
  const { seq, ord } = event.message;
  await postAll(wires, [
    { channelId, frame: full.length > 0 ? frameOf(event) : '', hint: false, to: full },
    { channelId, frame: frameOf({ type: 'channel.hinted', channelId, seq, ord, fresh: true }), hint: true, to: hinted },
  ]);
  await unlessRefused(wires.store.write([raisePushed(channelId, event.seq)]));
}

/**
 * Posts shares, by further invocations when they have too many recipients for this one. What was handed over counts as
 * pushed: it is queued durably and run at least once. Where that fails for long, a gap or the next check heals it.
 */
export async function postAll(wires: ChannelWires, shares: readonly Share[]): Promise<void> {
  const recipients = shares.reduce((sum, { to }) => sum + to.length, 0);
  if (recipients <= wires.settings.fanOutThreshold) {
    await Promise.all(shares.map((share) => postShare(wires, share)));
    return;
  }
  const parts = shares.flatMap((share) =>
    Array.from({ length: Math.ceil(share.to.length / PER_TASK) }, (_, index) => ({
      ...share,
      to: share.to.slice(index * PER_TASK, (index + 1) * PER_TASK),
    })),
  );
  await Promise.all(parts.map((part) => wires.tasks.fanOut(JSON.stringify(part))));
}
