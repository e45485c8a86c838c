import type { Cursor, Item, Query, Store } from './store.ts';

/** All that a query finds, page after page: for what one person or one channel has, which is never much. */
export async function everyItem(store: Store, query: Query): Promise<readonly Item[]> {
  const items: Item[] = [];
  let from: Cursor | undefined;
  do {
    const page = await store.query({ ...query, ...(from ? { from } : {}) });
    items.push(...page.items);
    from = page.next;
  } while (from);
  return items;
}
