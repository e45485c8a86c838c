import type { Cursor, Item, Page, Query, Store } from './store.ts';

/** All that a query finds, page after page: for what one person or one channel has, which is never much. */
export const everyItem = async (store: Store, query: Query): Promise<readonly Item[]> =>
  (await firstItems(store, query)).items;

/**
 * The first items that a query finds, page after page, at most so many; `next` is where more may be. What one page holds is
 * that page's own list: a store that keeps its pages gives the very same one again.
 */
export async function firstItems(store: Store, query: Query, most = Number.POSITIVE_INFINITY): Promise<Page> {
  const limitedTo = (left: number): Query => (Number.isFinite(left) ? { ...query, limit: left } : query);
  const first = await store.query(limitedTo(most));
  if (!first.next || first.items.length >= most) return first;
  const items = [...first.items];
  let next: Cursor | undefined = first.next;
  while (next && items.length < most) {
    const page = await store.query({ ...limitedTo(most - items.length), from: next });
    items.push(...page.items);
    next = page.next;
  }
  return { items, ...(next ? { next } : {}) };
}
