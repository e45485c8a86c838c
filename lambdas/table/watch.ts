import { isLive, numberOf, textOf, ttlAt } from './attributes.ts';
import { ITEM_VERSION, keys, ranges } from './schema.ts';
import type { Cursor, Store, Write } from './store.ts';
import type { Subscriber } from './subscription.ts';

/** A connection that looks at a person's presence. */
export interface Watch {
  /** The person who is looked at. */
  readonly of: string;
  readonly userId: string;
  readonly connectionId: string;
  /** When the access token behind the connection ends, milliseconds UTC, as far as this row knows. */
  readonly exp: number;
}

type Which = Pick<Watch, 'of' | 'userId' | 'connectionId'>;
const rowOf = ({ of, userId, connectionId }: Which) => keys.watch(of, userId, connectionId);

export const putWatch = (of: string, { userId, connectionId, exp, endsAt }: Subscriber): Write => ({
  put: {
    ...keys.watch(of, userId, connectionId),
    v: ITEM_VERSION,
    type: 'watch',
    userId,
    connectionId,
    exp,
    ttl: ttlAt(endsAt),
  },
});

export const deleteWatch = (which: Which): Write => ({ delete: rowOf(which) });

/** Who looks at a person, read strongly. */
export async function watchersOf(store: Store, of: string, now: number): Promise<readonly Watch[]> {
  const found: Watch[] = [];
  let from: Cursor | undefined;
  do {
    const page = await store.query({
      pk: keys.watch(of, '', '').pk,
      sk: ranges.watchers,
      consistent: true,
      ...(from ? { from } : {}),
    });
    for (const item of page.items) {
      if (!isLive(item, now)) continue;
      const userId = textOf(item, 'userId');
      found.push({ of, userId, connectionId: textOf(item, 'connectionId'), exp: numberOf(item, 'exp') });
    }
    from = page.next;
  } while (from);
  return found;
}
