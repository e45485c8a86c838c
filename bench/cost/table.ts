import {
  ConditionFailed,
  type Item,
  type Key,
  StoreMisuse,
  type Query,
  type Write,
} from '../../lambdas/table/store.ts';
import { changed } from '../../local/store/changes.ts';
import { holds } from '../../local/store/condition.ts';

interface Partition {
  readonly keys: string[];
  readonly items: Map<string, Item>;
}

/** What a write found and left. */
export interface Written {
  readonly key: Key;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

/** Items in memory by key. Keys of the replay are ASCII, so the order of their characters is that of their bytes. */
export class Table {
  readonly #partitions = new Map<string, Partition>();
  /** Told of each commit. */
  committed: (written: readonly Written[]) => void = () => {};

  get({ pk, sk }: Key): Item | undefined {
    return this.#partitions.get(pk)?.items.get(sk);
  }

  set({ pk, sk }: Key, item: Item | undefined): void {
    const partition = this.#partitions.get(pk) ?? { keys: [], items: new Map<string, Item>() };
    this.#partitions.set(pk, partition);
    const isThere = partition.items.has(sk);
    if (item) partition.items.set(sk, item);
    else partition.items.delete(sk);
    const at = placeOf(partition.keys, sk);
    if (item && !isThere) partition.keys.splice(at, 0, sk);
    else if (!item && isThere) partition.keys.splice(at, 1);
  }

  /** Items in the range of the query, in its order, up to its limit. */
  query({ pk, sk, index, descending = false, limit = Infinity, from }: Query): { items: Item[]; more: boolean } {
    if (index !== undefined) throw new StoreMisuse('lists of people are not replayed');
    const { keys, items } = this.#partitions.get(pk) ?? { keys: [], items: new Map<string, Item>() };
    const [low, high] = rangeOf(keys, sk);
    const after = from?.['sk'];
    const begin = !descending && after !== undefined ? placeOf(keys, `${after}\0`) : low;
    const end = descending && after !== undefined ? placeOf(keys, after) : high;
    const wanted = descending
      ? keys.slice(Math.max(begin, end - Math.min(limit, end)), end).toReversed()
      : keys.slice(begin, Number.isFinite(limit) ? Math.min(begin + limit, end) : end);
    return { items: wanted.flatMap((key) => items.get(key) ?? []), more: wanted.length === limit };
  }

  /** What the writes find. All of them take effect, or none. */
  write(writes: readonly Write[]): { readonly refused: ConditionFailed | undefined; readonly written: Written[] } {
    const written = writes.map((write) => this.#prepared(write));
    const reasons = writes.map((write, index) =>
      write.if && !holds(write.if, written[index]?.before) ? 'condition' : 'none',
    );
    if (reasons.includes('condition')) return { refused: new ConditionFailed(reasons), written };
    for (const [index, write] of writes.entries()) {
      const one = written[index];
      if (one && !('check' in write)) this.set(one.key, one.after);
    }
    this.committed(written);
    return { refused: undefined, written };
  }

  #prepared(write: Write): Written {
    const { pk, sk } =
      'put' in write ? write.put : 'update' in write ? write.update : 'delete' in write ? write.delete : write.check;
    const key = { pk, sk };
    const before = this.get(key);
    if ('put' in write) return { key, before, after: clean(write.put) };
    if ('update' in write) return { key, before, after: changed(before, key, write.changes) };
    return { key, before, after: 'check' in write ? before : undefined };
  }

  *all(): Iterable<Item> {
    for (const { items } of this.#partitions.values()) yield* items.values();
  }
}

/** `undefined` is never stored. */
const clean = (item: Item): Item => JSON.parse(JSON.stringify(item)) as Item;

/** The first place whose key is not below `key`. */
function placeOf(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function rangeOf(keys: readonly string[], sk: Query['sk']): readonly [number, number] {
  if (!sk) return [0, keys.length];
  if ('beginsWith' in sk) return [placeOf(keys, sk.beginsWith), placeOf(keys, `${sk.beginsWith}\u{10ffff}`)];
  if ('between' in sk) return [placeOf(keys, sk.between[0]), placeOf(keys, `${sk.between[1]}\0`)];
  if ('gt' in sk) return [placeOf(keys, `${sk.gt}\0`), keys.length];
  if ('ge' in sk) return [placeOf(keys, sk.ge), keys.length];
  return 'lt' in sk ? [0, placeOf(keys, sk.lt)] : [0, placeOf(keys, `${sk.le}\0`)];
}
