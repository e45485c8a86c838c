import {
  type Changes,
  ConditionFailed,
  type Cursor,
  type Item,
  type Key,
  type Page,
  type Query,
  StoreMisuse,
  type Value,
  type Write,
} from '../../lambdas/table/store.ts';
import { TABLE } from '../../lambdas/table/schema.ts';
import { holds } from '../../local/store/condition.ts';
import { checkWrites, keyOf } from '../../local/store/rules.ts';
import { compareUtf8 } from '../../local/store/utf8-order.ts';

/** One committed write of one item. */
export interface Change {
  /** Place in the serial order of all commits, from 1; the writes of one transaction share it. */
  readonly commit: number;
  readonly at: number;
  readonly key: Key;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

interface Partition {
  readonly keys: string[];
  readonly items: Map<string, Item>;
}

/** Items by key, as DynamoDB holds them. Synchronous: who calls decides when. */
class Items {
  readonly #partitions = new Map<string, Partition>();

  get({ pk, sk }: Key): Item | undefined {
    return this.#partitions.get(pk)?.items.get(sk);
  }

  set({ pk, sk }: Key, item: Item | undefined): void {
    const partition = this.#partitions.get(pk) ?? { keys: [], items: new Map<string, Item>() };
    this.#partitions.set(pk, partition);
    const isThere = partition.items.has(sk);
    if (item) partition.items.set(sk, item);
    else partition.items.delete(sk);
    if (isThere === (item !== undefined)) return;
    const index = partition.keys.findIndex((key) => compareUtf8(key, sk) >= 0);
    if (isThere) partition.keys.splice(index, 1);
    else partition.keys.splice(index < 0 ? partition.keys.length : index, 0, sk);
  }

  /** Of one partition, in the order of its keys. */
  partition(pk: string, within: Query['sk']): Item[] {
    const { keys = [], items } = this.#partitions.get(pk) ?? {};
    const found: Item[] = [];
    for (const sk of keys) {
      const item = inRange(sk, within) ? items?.get(sk) : undefined;
      if (item) found.push(item);
    }
    return found;
  }

  all(): readonly Item[] {
    return [...this.#partitions.keys()].flatMap((pk) => this.partition(pk, undefined));
  }
}

/** The table: a leader copy, a lagging one for eventual reads, and the log of all changes. */
export class SimStore {
  readonly #leader = new Items();
  readonly #replica = new Items();
  readonly log: Change[] = [];
  /** Called with the changes of each commit: the stream, and the replica that lags. */
  committed: (changes: readonly Change[]) => void = () => {};
  #commits = 0;
  readonly #now: () => number;

  constructor(now: () => number, items: readonly Item[] = []) {
    this.#now = now;
    for (const item of items) {
      this.#leader.set(item, item);
      this.#replica.set(item, item);
    }
  }

  get commits(): number {
    return this.#commits;
  }

  all(): readonly Item[] {
    return this.#leader.all();
  }

  get(key: Key, stale = false): Item | undefined {
    return (stale ? this.#replica : this.#leader).get(key);
  }

  /** Brings one item of the lagging copy to the state that this change left. */
  replicate({ key, after }: Change): void {
    this.#replica.set(key, after);
  }

  query(query: Query, stale = false, cut = Infinity): Page {
    const items = stale ? this.#replica : this.#leader;
    const index = query.index === TABLE_INDEX ? TABLE.indexes.directory : null;
    const sorted = index ? inIndex(items.all(), query, index) : items.partition(query.pk, query.sk);
    if (query.descending) sorted.reverse();
    const from = query.from;
    const rest = from ? behind(sorted, from, index === null && (query.descending ?? false)) : sorted;
    const most = Math.min(query.limit ?? Infinity, cut);
    const read = rest.slice(0, Number.isFinite(most) ? most : undefined);
    const last = read.at(-1);
    const { filter } = query;
    const kept = filter ? read.filter((item) => holds(filter, item)) : read;
    const isLimited = read.length === most && last !== undefined;
    return isLimited ? { items: kept, next: { pk: last.pk, sk: last.sk } } : { items: kept };
  }

  /** Deletes what has expired, as far as `isDue` says so: expiry lags by days. @returns how many changes went */
  sweep(isDue: () => boolean): number {
    const expired = this.all().filter(({ ttl }) => typeof ttl === 'number' && ttl * 1_000 <= this.#now() && isDue());
    for (const { pk, sk } of expired) this.write([{ delete: { pk, sk } }]);
    return expired.filter(({ sk }) => sk.startsWith('E#')).length;
  }

  /** All of them or none. @throws ConditionFailed */
  write(writes: readonly Write[]): void {
    checkWrites(writes);
    const reasons = writes.map((write) =>
      write.if && !holds(write.if, this.get(keyOf(write))) ? 'condition' : 'none',
    );
    if (reasons.includes('condition')) throw new ConditionFailed(reasons);
    this.#commits += 1;
    const changes = writes.flatMap((write): Change[] => {
      if ('check' in write) return [];
      const { pk, sk } = keyOf(write);
      const before = this.get({ pk, sk });
      const after =
        'put' in write ? write.put : 'update' in write ? updated(write.update, before, write.changes) : undefined;
      this.#leader.set({ pk, sk }, after && clean(after));
      return [{ commit: this.#commits, at: this.#now(), key: { pk, sk }, before, after: this.get({ pk, sk }) }];
    });
    this.log.push(...changes);
    this.committed(changes);
  }
}

const TABLE_INDEX: keyof typeof TABLE.indexes = 'directory';
const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
const text = (value: Value | undefined): string => (typeof value === 'string' ? value : '');
/** What was stored is nobody's to change afterwards, and `undefined` is never stored. */
const clean = ({ pk, sk, ...rest }: Item): Item => ({ ...cleanMap(rest), pk, sk });

function cleanMap(map: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  const copy: Record<string, Value> = {};
  for (const [name, value] of Object.entries(map)) if (value !== undefined) copy[name] = cleanValue(value);
  return copy;
}

function cleanValue(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  return isList(value) ? value.map(cleanValue) : cleanMap(value);
}

function updated({ pk, sk }: Key, before: Item | undefined, changes: Changes): Item {
  const next: Record<string, Value> = { ...before, pk, sk };
  for (const [name, value] of Object.entries(changes.setIfAbsent ?? {})) next[name] ??= value;
  Object.assign(next, changes.set);
  for (const [name, amount] of Object.entries(changes.add ?? {})) {
    const present = next[name] ?? 0;
    if (typeof present !== 'number') throw new StoreMisuse(`${name} is not a number`);
    next[name] = present + amount;
  }
  for (const name of changes.remove ?? []) delete next[name];
  return { ...next, pk, sk };
}

function inIndex(all: readonly Item[], { pk, sk }: Query, index: { partitionKey: string; sortKey: string }): Item[] {
  const sortOf = (item: Item): string => text(item[index.sortKey]);
  return all
    .filter((item) => item[index.partitionKey] === pk && inRange(sortOf(item), sk))
    .toSorted((a, b) => compareUtf8(sortOf(a), sortOf(b)) || compareUtf8(a.sk, b.sk));
}

/** What follows a page's last item, which may be gone by now. */
function behind(sorted: readonly Item[], { pk, sk }: Cursor, isDescending: boolean): readonly Item[] {
  const at = sorted.findIndex((item) => item.pk === pk && item.sk === sk);
  if (at >= 0) return sorted.slice(at + 1);
  return sorted.filter((item) => compareUtf8(item.sk, text(sk)) * (isDescending ? -1 : 1) > 0);
}

function inRange(sk: string, condition: Query['sk']): boolean {
  if (!condition) return true;
  if ('beginsWith' in condition) return sk.startsWith(condition.beginsWith);
  if ('between' in condition) {
    return compareUtf8(sk, condition.between[0]) >= 0 && compareUtf8(sk, condition.between[1]) <= 0;
  }
  if ('gt' in condition) return compareUtf8(sk, condition.gt) > 0;
  if ('ge' in condition) return compareUtf8(sk, condition.ge) >= 0;
  if ('lt' in condition) return compareUtf8(sk, condition.lt) < 0;
  return compareUtf8(sk, condition.le) <= 0;
}
