import { type ChannelHead, raisePushed } from '../table/channel.ts';
import { unlessRefused } from './expiry.ts';
import { frameOf } from './frame.ts';
import { audienceOf, type ChannelWires, postAll } from './publish.ts';

/**
 * Tells a channel's audience how far it has come, because a push was lost: those who look at it ask for what is missing, the
 * others get their hint (again). @param isMessage something that counts as unread was among what was lost.
 */
export async function tip(wires: ChannelWires, head: ChannelHead, seq: number, isMessage: boolean): Promise<void> {
  const { channelId, kind, ord } = head;
  const intimate = kind === 'direct' || kind === 'group';
  const looking: [string, string][] = [];
  const others: [string, string][] = [];
  for (const row of await audienceOf(wires, channelId)) {
    (row.open || intimate ? looking : others).push([row.userId, row.connectionId]);
  }
  await postAll(wires, [
    { channelId, frame: frameOf({ type: 'channel.tipped', channelId, seq, ord }), hint: false, to: looking },
    {
      channelId,
      frame: frameOf({ type: 'channel.hinted', channelId, seq, ord }),
      hint: false,
      to: isMessage ? others : [],
    },
  ]);
  await unlessRefused(wires.store.write([raisePushed(channelId, seq)]));
}
