import { ITEM_VERSION } from './schema.ts';
import { type Condition, isConditionFailed, type Item, type Key, type Page, type Store, type Write } from './store.ts';

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

/** Holds for what is not there, and for rows of a version that is known here; what is written here is of such a version. */
const KNOWN: Condition = { any: [{ absent: 'v' }, { le: ['v', ITEM_VERSION] }] };

const andKnown = (condition: Condition | undefined): Condition =>
  condition === undefined ? KNOWN : { all: [condition, KNOWN] };

/** The same write, of rows of a known version only. One that asked for nothing may be done twice as before. */
const ofKnown = <W extends Write>(write: W): W => ({
  ...write,
  if: andKnown(write.if),
  ...(write.if === undefined && { lasts: true as const }),
});

const keyOf = (write: Write): Key =>
  'put' in write ? write.put : 'update' in write ? write.update : 'delete' in write ? write.delete : write.check;

/** Whether a write may change a row unread. What is put where nothing stands changes none; a hint says nothing of a row. */
function mayChange(write: Write): boolean {
  if ('check' in write || ('hint' in write && write.hint)) return false;
  return !(write.if && 'absent' in write.if && write.if.absent === 'pk');
}

/**
 * The store, whose rows are understood: of ITEM_VERSION, or older, which every reader still reads. A row of a newer version is
 * refused where it is read, and left as it is by every write, so that after a step back to an older release the data is not
 * damaged. Repairs and shares of an audience, which write nothing but hints and delete rows of sockets that ended, go on.
 * Nothing is copied: a page is the one that the store returned. @throws NewerData
 */
export const understanding = (store: Store): Store => ({
  get: async (...given) => understood(await store.get(...given)),
  getMany: async (...given) => everyUnderstood(await store.getMany(...given)),
  query: async (...given) => pageUnderstood(await store.query(...given)),
  write: (writes) => {
    if (!writes.some(mayChange)) return store.write(writes);
    const rows = writes.map((write) => (mayChange(write) ? keyOf(write) : null));
    const guarded = writes.map((write) => (mayChange(write) ? ofKnown(write) : write));
    return refusing(store, rows, store.write(guarded));
  },
  update: (update) => refusing(store, [keyOf(update)], store.update(ofKnown(update))),
  take: (key, condition) => refusing(store, [key], store.take(key, andKnown(condition))),
});

/**
 * The outcome of a write of these rows. Where it was refused, the rows are looked at: one of a newer version is told as that. Where
 * they cannot be read the refusal stands as it is: nothing was written.
 */
async function refusing<T>(store: Store, rows: readonly (Key | null)[], outcome: Promise<T>): Promise<T> {
  try {
    return await outcome;
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    const refused = rows.filter((row, index) => row !== null && error.at(index)).flatMap((row) => row ?? []);
    if (refused.length > 0) everyUnderstood(await store.getMany(refused, { consistent: true }).catch(() => []));
    throw error;
  }
}
