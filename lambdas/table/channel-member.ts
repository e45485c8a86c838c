import type { ChannelRole, Membership } from '../../protocol/channel.ts';
import { BACK } from '../../protocol/read-versions.ts';
import { numberOf, textOf } from './attributes.ts';
import { everyItem } from './every-item.ts';
import { DIRECTORY, directoryKey, directoryRanges, ITEM_VERSION, keys, ranges, userPk } from './schema.ts';
import type { Cursor, Item, Store, Write } from './store.ts';

/** A person in a channel, as stored. */
export interface MembershipRow extends Membership {
  readonly userId: string;
  readonly channelId: string;
  readonly workspaceId: string;
}

const roleOf = (item: Item): ChannelRole => (item['role'] === 'manager' ? 'manager' : 'member');

export const toMembershipRow = (item: Item): MembershipRow => ({
  userId: textOf(item, 'userId'),
  channelId: textOf(item, 'channelId'),
  workspaceId: textOf(item, 'workspaceId'),
  role: roleOf(item),
  joinedAt: numberOf(item, 'joinedAt'),
  readSeq: numberOf(item, 'readSeq'),
  readOrd: numberOf(item, 'readOrd'),
  readVersion: numberOf(item, 'readVersion'),
});

/** What the person is told of it. */
export const toMembership = ({ role, joinedAt, readSeq, readOrd, readVersion }: Membership): Membership => ({
  role,
  joinedAt,
  readSeq,
  readOrd,
  readVersion,
});

/** A person's membership, read strongly. */
export async function loadMembership(
  store: Store,
  channelId: string,
  userId: string,
): Promise<MembershipRow | undefined> {
  const item = await store.get(keys.channelMember(channelId, userId), { consistent: true });
  return item && toMembershipRow(item);
}

/** Every channel that a person is in, by channel id. */
export async function membershipsOf(
  store: Store,
  userId: string,
  { consistent }: { readonly consistent: boolean } = { consistent: true },
): Promise<readonly MembershipRow[]> {
  const items = await everyItem(store, { pk: userPk(userId), sk: ranges.memberships, consistent });
  return items.map(toMembershipRow);
}

/** A page of a channel's people, by user id. An index read: it lags a moment behind. */
export async function membersPage(
  store: Store,
  channelId: string,
  limit: number,
  from: Cursor | undefined,
): Promise<{ readonly rows: readonly MembershipRow[]; readonly next: Cursor | undefined }> {
  const { dpk } = directoryKey.channelMember(channelId, '');
  const page = await store.query({
    pk: dpk,
    index: DIRECTORY,
    sk: directoryRanges.people,
    limit,
    ...(from ? { from } : {}),
  });
  return { rows: page.items.map(toMembershipRow), next: page.next };
}

/** A membership for someone who is not in the channel yet. */
export const putMembership = (row: MembershipRow): Write => ({
  put: {
    ...keys.channelMember(row.channelId, row.userId),
    ...directoryKey.channelMember(row.channelId, row.userId),
    v: ITEM_VERSION,
    type: 'channelMember',
    ...row,
  },
  if: { absent: 'pk' },
});

/** Ends a membership; refused when there is none. */
export const deleteMembership = (channelId: string, userId: string): Write => ({
  delete: keys.channelMember(channelId, userId),
  if: { exists: 'pk' },
});

/** In a transaction: the person is (still) in the channel. */
export const checkMembership = (channelId: string, userId: string): Write => ({
  check: keys.channelMember(channelId, userId),
  if: { exists: 'pk' },
});

/** In a transaction: the person (still) manages the channel. */
export const checkManager = (channelId: string, userId: string): Write => ({
  check: keys.channelMember(channelId, userId),
  if: { eq: ['role', 'manager'] },
});

/** Moves a read marker forward, or anywhere with `back`. Its version tells of each. */
export const moveReadMarker = (
  userId: string,
  { channelId, readSeq, readOrd }: { readonly channelId: string; readonly readSeq: number; readonly readOrd: number },
  back: boolean,
): Extract<Write, { update: object }> => ({
  update: keys.channelMember(channelId, userId),
  changes: { set: { readSeq, readOrd }, add: { readVersion: back ? BACK : 1 } },
  if: back ? { exists: 'pk' } : { all: [{ exists: 'pk' }, { lt: ['readSeq', readSeq] }] },
});
