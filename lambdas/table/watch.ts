import { isLive, textOf, ttlAt } from './attributes.ts';
import { everyItem } from './every-item.ts';
import { ITEM_VERSION, keys, ranges } from './schema.ts';
import type { Store, Write } from './store.ts';
import type { Subscriber } from './subscription.ts';

/** A connection that looks at a person's presence. */
export interface Watch {
  /** The person who is looked at. */
  readonly of: string;
  readonly userId: string;
  readonly connectionId: string;
}

const rowOf = ({ of, userId, connectionId }: Watch) => keys.watch(of, userId, connectionId);

export const putWatch = (of: string, { userId, connectionId, endsAt }: Subscriber): Write => ({
  put: {
    ...keys.watch(of, userId, connectionId),
    v: ITEM_VERSION,
    type: 'watch',
    userId,
    connectionId,
    ttl: ttlAt(endsAt),
  },
});

export const deleteWatch = (which: Watch): Write => ({ delete: rowOf(which) });

/** Who looks at a person, read strongly. */
export async function watchersOf(store: Store, of: string, now: number): Promise<readonly Watch[]> {
  const items = await everyItem(store, { pk: keys.watch(of, '', '').pk, sk: ranges.watchers, consistent: true });
  return items
    .filter((item) => isLive(item, now))
    .map((item) => ({ of, userId: textOf(item, 'userId'), connectionId: textOf(item, 'connectionId') }));
}
