import type { ChannelKind } from '../../protocol/channel.ts';
import { flagOf, numberOf } from './attributes.ts';
import { membersPage } from './channel-member.ts';
import { ITEM_VERSION, keys } from './schema.ts';
import type { Item, Store, Write } from './store.ts';

/** People that are counted one by one in a channel that was not counted from its beginning. */
const ONE_BY_ONE = 1_000;

/** Direct and group conversations name their people in their own state. */
export const isCounted = (kind: ChannelKind): boolean => kind === 'public' || kind === 'private';

/** Begins to count a new channel's people: its maker. */
export const putChannelCount = (channelId: string): Write => ({
  put: { ...keys.channelCount(channelId), v: ITEM_VERSION, type: 'channelCount', people: 1, whole: true },
  if: { absent: 'pk' },
});

/** In the transaction in which people come or go; by adding, so that nobody is in another's way. A channel that was never counted whole has no count. */
export const countPeople = (channelId: string, more: number): Write => ({
  update: keys.channelCount(channelId),
  changes: { add: { people: more }, setIfAbsent: { v: ITEM_VERSION, type: 'channelCount' } },
});

/** How many people are in the channel; undefined when it was not counted from its beginning. */
const toCount = (item: Item | undefined): number | undefined =>
  item !== undefined && flagOf(item, 'whole') ? numberOf(item, 'people') : undefined;

/** How many people a channel has, by what was counted as they came, else one by one; undefined where that would be too many. */
export async function howMany(store: Store, channelId: string, item: Item | undefined): Promise<number | undefined> {
  const count = toCount(item);
  if (count !== undefined) return count;
  const { rows, next } = await membersPage(store, channelId, ONE_BY_ONE, undefined);
  return next ? undefined : rows.length;
}
