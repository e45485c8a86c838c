import type { Item, Key, Store, Write } from '../../lambdas/table/store.ts';
import { TABLE } from '../../lambdas/table/schema.ts';
import { itemSize } from '../../local/store/size.ts';
import { WAITS } from './assumptions.ts';
import type { Meter } from './meter.ts';
import type { Invocation } from './sandbox.ts';
import type { Table, Written } from './table.ts';

const sizes = new WeakMap<Item, number>();

/** Bytes of an item as DynamoDB counts them. */
export function sizeOf(item: Item | undefined): number {
  if (!item) return 0;
  const known = sizes.get(item);
  if (known !== undefined) return known;
  const size = itemSize(item);
  sizes.set(item, size);
  return size;
}

const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));
const readUnits = (bytes: number, consistent = false): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);

const index = TABLE.indexes.directory;
const projects = (name: string): boolean =>
  !('leftOut' in index) || !(index.leftOut as readonly string[]).includes(name);

/** The item as the index holds it; undefined when it is not in there. */
function indexed(item: Item | undefined): Item | undefined {
  if (!item || typeof item[index.partitionKey] !== 'string') return undefined;
  return Object.fromEntries(Object.entries(item).filter(([name]) => projects(name))) as Item;
}

/** What the index's own copy costs: nothing while what it holds stays the same. */
function indexUnits({ before, after }: Written): number {
  const [old, fresh] = [indexed(before), indexed(after)];
  if (!old && !fresh) return 0;
  if (JSON.stringify(old) === JSON.stringify(fresh)) return 0;
  const moves = old && fresh && old[index.sortKey] !== fresh[index.sortKey];
  return writeUnits(Math.max(sizeOf(old), sizeOf(fresh))) * (moves ? 2 : 1);
}

/**
 * The Store port of one sandbox: takes its time, and is billed as DynamoDB bills. A write costs the larger of the item before
 * and after it, refused or not; in a transaction (condition checks included) twice that.
 */
export function meteredStore(
  table: Table,
  meter: Meter,
  invocation: () => Invocation,
  sleep: (ms: number) => Promise<void>,
): Store {
  async function call<T>(ms: number, work: () => T): Promise<T> {
    const mine = invocation();
    const depth = mine.depth + 1;
    mine.storeCalls += 1;
    await sleep(ms / 2);
    try {
      return work();
    } finally {
      await sleep(ms / 2);
      mine.depth = Math.max(mine.depth, depth);
    }
  }

  const read = (units: number): void => meter.add(invocation().charge, 'readUnits', units);

  function write(writes: readonly Write[]): readonly Written[] {
    const { refused, written } = table.write(writes);
    const factor = writes.length > 1 ? 2 : 1;
    let units = 0;
    for (const one of written) {
      units += writeUnits(Math.max(sizeOf(one.before), refused ? 0 : sizeOf(one.after))) * factor;
      if (!refused && one.before !== one.after) units += indexUnits(one);
    }
    meter.add(invocation().charge, 'writeUnits', units);
    if (refused) throw refused;
    return written;
  }

  const get = (key: Key, consistent?: boolean): Item | undefined => {
    const item = table.get(key);
    read(readUnits(sizeOf(item), consistent));
    return item;
  };

  return {
    get: (key, options) => call(WAITS.get, () => get(key, options?.consistent)),
    getMany: (keys, options) => call(WAITS.getMany, () => keys.map((key) => get(key, options?.consistent))),
    query: (query) =>
      call(WAITS.query, () => {
        const { items, more } = table.query(query);
        let bytes = 0;
        for (const item of items) bytes += sizeOf(item);
        read(readUnits(bytes, query.consistent));
        const last = items.at(-1);
        return more && last ? { items, next: { pk: last.pk, sk: last.sk } } : { items };
      }),
    write: (writes) =>
      call(writes.length > 1 ? WAITS.transaction : WAITS.write, () => {
        write(writes);
      }),
    update: (update) =>
      call(WAITS.write, () => {
        const [one] = write([update]);
        if (!one?.after) throw new Error('an update leaves an item');
        return one.after;
      }),
    take: (key, condition) =>
      call(WAITS.write, () => write([{ delete: key, ...(condition ? { if: condition } : {}) }])[0]?.before),
  };
}
