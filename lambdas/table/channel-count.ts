import { flagOf, numberOf } from './attributes.ts';
import { keys } from './schema.ts';
import type { Store } from './store.ts';
import { everyMember } from './channel-member.ts';

/**
 * How many people are in a channel whose head does not say it: as they were counted apart from it by the release before, or one by
 * one, by an index that lags a moment behind. Undefined where they are more than `most`.
 */
export async function countApart(
  store: Store,
  channelId: string,
  most = Number.POSITIVE_INFINITY,
): Promise<number | undefined> {
  const item = await store.get(keys.channelCount(channelId), { consistent: true });
  if (item && flagOf(item, 'whole')) return numberOf(item, 'people');
  const { items, next } = await everyMember(store, channelId, most);
  return next ? undefined : items.length;
}
