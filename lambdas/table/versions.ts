import { ITEM_VERSION } from './schema.ts';
import type { Item, Page, Store } from './store.ts';

/** A newer version of Parley wrote this row: what it means, and what must stay true of it, is not known here. */
export class NewerData extends Error {
  override readonly name = 'NewerData';
}

/** True for a NewerData of any copy of this module. */
export const isNewerData = (error: unknown): error is NewerData => error instanceof Error && error.name === 'NewerData';

function understood<T extends Item | undefined>(item: T): T {
  const version = item?.['v'];
  if (typeof version === 'number' && version > ITEM_VERSION) throw new NewerData(`a row of version ${version}`);
  return item;
}

function everyUnderstood<T extends readonly (Item | undefined)[]>(items: T): T {
  for (const item of items) understood(item);
  return items;
}

function pageUnderstood(page: Page): Page {
  everyUnderstood(page.items);
  return page;
}

/**
 * The store, whose rows are understood: of ITEM_VERSION, or older, which every reader still reads. A row of a newer version is
 * refused where it is read, before anything is done by it: after a step back to an older release the data is not damaged by what
 * somebody reads first, as nearly everything does. What a `write` changes unread is not looked at, and an `update` or a `take` is
 * done when its row is refused. Repairs and shares of an audience, which write nothing but hints and delete rows of sockets that
 * ended, go on. Nothing is copied: a page is the one that the store returned. @throws NewerData
 */
export const understanding = (store: Store): Store => ({
  get: async (...given) => understood(await store.get(...given)),
  getMany: async (...given) => everyUnderstood(await store.getMany(...given)),
  query: async (...given) => pageUnderstood(await store.query(...given)),
  write: (...given) => store.write(...given),
  update: async (...given) => understood(await store.update(...given)),
  take: async (...given) => understood(await store.take(...given)),
});
