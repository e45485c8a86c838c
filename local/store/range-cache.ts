import type { Item, Page, Query } from '../../lambdas/table/store.ts';
import { frozen } from './frozen.ts';
import { contains, type Range, rangeOf } from './range.ts';
import { PAGE_BYTES, surelyWithin } from './size.ts';
import { compareUtf8 } from './utf8-order.ts';

/** Items kept at most, of all pages together. */
const CAPACITY = 20_000;
/** Writes that a page takes in at least before it is read anew: more than it has items are not worth it. */
const FEW = 64;

interface Entry {
  readonly range: Range;
  /** Absent until the query comes a second time: of one that is not whole, with no write in its range in between. */
  page: Page | undefined;
  /** The page is all of its range in ascending order: what is written there can be put into it. */
  whole: boolean;
  /** The texts of its items have no more UTF-16 units than this. */
  units: number;
  /** What was written in the range since: sort key → JSON text, undefined for what is gone. */
  written: Map<string, string | undefined>;
}

/**
 * First pages of table queries that are asked again and again, above all the audience of a channel and where a person is: parsing
 * their rows would cost more than everything else of a send or a connect. Pages are frozen, as callers share them.
 */
export class RangeCache {
  readonly #partitions = new Map<string, Map<string, Entry>>();
  #items = 0;

  /** The page of a query, if it is kept. */
  find(query: Query): Page | undefined {
    if (!isPlain(query)) return undefined;
    const entry = this.#partitions.get(query.pk)?.get(nameOf(query));
    if (entry?.page === undefined || entry.written.size === 0) return entry?.page;
    const items = merged(entry.page.items, entry.written);
    this.#items += items.length - entry.page.items.length;
    entry.page = Object.freeze({ items: Object.freeze(items) });
    entry.written = new Map();
    return entry.page;
  }

  /** Keeps the page of a query that was asked before. @param units length of the JSON texts of its items */
  keep(query: Query, page: Page, units: number): void {
    if (!isPlain(query)) return;
    const entries = this.#partitions.get(query.pk) ?? new Map<string, Entry>();
    this.#partitions.set(query.pk, entries);
    const name = nameOf(query);
    const entry = entries.get(name);
    if (entry === undefined) {
      const whole = isWhole(query, page);
      entries.set(name, { range: rangeOf(query.sk), page: undefined, whole, units: 0, written: new Map() });
      this.#items += 1;
    } else if (entry.page === undefined) {
      entry.page = frozen(page);
      entry.whole = isWhole(query, page);
      entry.units = units;
      this.#items += page.items.length;
    }
    this.#shrink();
  }

  /** An item was stored as this JSON text, or is gone. */
  wrote(pk: string, sk: string, doc: string | undefined): void {
    const entries = this.#partitions.get(pk);
    if (entries === undefined) return;
    for (const [name, entry] of entries)
      if (contains(entry.range, sk) && !takesIn(entry, sk, doc)) this.#drop(pk, entries, name, entry);
  }

  /** A key changed in memory alone. */
  forget(pk: string, sk: string): void {
    const entries = this.#partitions.get(pk);
    if (entries === undefined) return;
    for (const [name, entry] of entries) if (contains(entry.range, sk)) this.#drop(pk, entries, name, entry);
  }

  /** What was written is not so. */
  clear(): void {
    this.#partitions.clear();
    this.#items = 0;
  }

  #drop(pk: string, entries: Map<string, Entry>, name: string, entry: Entry): void {
    entries.delete(name);
    this.#items -= weight(entry);
    if (entries.size === 0) this.#partitions.delete(pk);
  }

  /** Drops whole partitions, the earliest cached first. */
  #shrink(): void {
    for (const [pk, entries] of this.#partitions) {
      if (this.#items <= CAPACITY) return;
      this.#partitions.delete(pk);
      for (const each of entries.values()) this.#items -= weight(each);
    }
  }
}

const weight = ({ page }: Entry): number => 1 + (page?.items.length ?? 0);

const isPlain = ({ index, from, filter }: Query): boolean =>
  index === undefined && from === undefined && filter === undefined;

const isWhole = ({ limit, descending }: Query, { next }: Page): boolean =>
  next === undefined && limit === undefined && descending !== true;

const nameOf = ({ sk, limit, descending }: Query): string => `${JSON.stringify(sk)} ${limit} ${descending === true}`;

/** @returns false when the page has to be read anew. */
const takesIn = (entry: Entry, sk: string, doc: string | undefined): boolean => {
  if (!entry.whole) return false;
  if (entry.page === undefined) return true;
  entry.written.set(sk, doc);
  entry.units += doc?.length ?? 0;
  const isLittle = entry.written.size <= Math.max(FEW, entry.page.items.length);
  return isLittle && surelyWithin(entry.units, PAGE_BYTES);
};

const merged = (items: readonly Item[], written: ReadonlyMap<string, string | undefined>): readonly Item[] => {
  const result = items.filter(({ sk }) => !written.has(sk));
  for (const doc of written.values()) {
    if (doc === undefined) continue;
    const item: Item = JSON.parse(doc);
    result.push(frozen(item));
  }
  return result.toSorted((a, b) => compareUtf8(a.sk, b.sk));
};
