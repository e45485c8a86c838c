import { flagOf, numberOf } from './attributes.ts';
import { ITEM_VERSION, keys } from './schema.ts';
import type { Item, Write } from './store.ts';

/** Begins to count a new channel's people: its maker. */
export const putChannelCount = (channelId: string): Write => ({
  put: { ...keys.channelCount(channelId), v: ITEM_VERSION, type: 'channelCount', people: 1, whole: true },
  if: { absent: 'pk' },
});

/** In the transaction in which people come or go. A channel that was never counted whole has no count. */
export const countPeople = (channelId: string, more: number): Write => ({
  update: keys.channelCount(channelId),
  changes: { add: { people: more }, setIfAbsent: { v: ITEM_VERSION, type: 'channelCount' } },
});

/** How many people are in the channel; undefined when it was not counted from its beginning. */
export const toCount = (item: Item | undefined): number | undefined =>
  item !== undefined && flagOf(item, 'whole') ? numberOf(item, 'people') : undefined;
