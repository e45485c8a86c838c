import type { Item, Page, Query, Store } from '../../../lambdas/table/store.ts';

/** A store under contract; `close` ends everything that it started. */
export interface Opened {
  readonly store: Store;
  close(): Promise<void>;
}

export type Open = () => Promise<Opened>;

let partitions = 0;

/** A partition that no other test of this run touches. */
export const freshPk = (): string => {
  partitions += 1;
  return `T#${process.pid}-${partitions}`;
};

/** A key, and the item that has nothing else. */
export const at = (pk: string, sk: string): Item => ({ pk, sk });

/** Puts items with the given sort keys. */
export const seed = async (store: Store, pk: string, sortKeys: readonly string[], rest: object = {}): Promise<void> => {
  for (const sk of sortKeys) await store.write([{ put: { pk, sk, ...rest } }]);
};

export const sortKeys = (items: readonly Item[]): readonly string[] => items.map((item) => item.sk);

/** All pages of a query. */
export const allPages = async (store: Store, query: Query): Promise<readonly Page[]> => {
  const pages: Page[] = [];
  for (let from = query.from; ;) {
    const page = await store.query(from === undefined ? query : { ...query, from });
    pages.push(page);
    if (page.next === undefined) return pages;
    from = page.next;
  }
};

/** The error that a call is refused with; fails when it is not refused. */
export const refusal = async (call: Promise<unknown>): Promise<unknown> => {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error('the call should have been refused');
};
