import type { OwnChannel } from '../../protocol/channel.ts';
import type { Scope } from '../ports/index.ts';
import { type ChannelHead, loadChannels, toChannel } from '../table/channel.ts';
import { type MembershipRow, toMembership } from '../table/channel-member.ts';

export const ownChannel = (head: ChannelHead, membership: MembershipRow): OwnChannel => ({
  channel: toChannel(head),
  membership: toMembership(membership),
  seq: head.seq,
  ord: head.ord,
});

/** The channels of these memberships with their heads. One round trip. */
export async function ownChannels(
  { store }: Pick<Scope, 'store'>,
  memberships: readonly MembershipRow[],
  reading: { readonly consistent: boolean } = { consistent: true },
): Promise<OwnChannel[]> {
  const heads = await loadChannels(
    store,
    memberships.map(({ channelId }) => channelId),
    reading,
  );
  const byId = new Map(memberships.map((row) => [row.channelId, row]));
  return heads.flatMap((head) => {
    const membership = byId.get(head.channelId);
    return membership ? [ownChannel(head, membership)] : [];
  });
}
