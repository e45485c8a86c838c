import type { Page, Query } from '../../lambdas/table/store.ts';
import { frozen } from './frozen.ts';
import { contains, type Range, rangeOf } from './range.ts';

/** Items kept at most, of all pages together. */
const CAPACITY = 20_000;

interface Entry {
  readonly range: Range;
  /** Absent until the query comes a second time with no write in its range in between. */
  page: Page | undefined;
}

/**
 * First pages of table queries that are asked again and again while nothing in their range is written, above all the audience
 * of a channel: parsing its rows would cost more than everything else of a send. Pages are frozen, as callers share them.
 */
export class RangeCache {
  readonly #partitions = new Map<string, Map<string, Entry>>();
  #items = 0;

  /** The page of a query, if it is kept. */
  find(query: Query): Page | undefined {
    if (!isPlain(query)) return undefined;
    return this.#partitions.get(query.pk)?.get(nameOf(query))?.page;
  }

  /** Keeps the page of a query that was asked before. */
  keep(query: Query, page: Page): void {
    if (!isPlain(query)) return;
    const entries = this.#partitions.get(query.pk) ?? new Map<string, Entry>();
    this.#partitions.set(query.pk, entries);
    const name = nameOf(query);
    const entry = entries.get(name);
    if (entry === undefined) {
      entries.set(name, { range: rangeOf(query.sk), page: undefined });
      this.#items += 1;
    } else if (entry.page === undefined) {
      entry.page = frozen(page);
      this.#items += page.items.length;
    }
    this.#shrink();
  }

  /** A write touched this key. */
  forget(pk: string, sk: string): void {
    const entries = this.#partitions.get(pk);
    if (entries === undefined) return;
    for (const [name, entry] of entries) {
      if (!contains(entry.range, sk)) continue;
      entries.delete(name);
      this.#items -= weight(entry);
    }
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

const nameOf = ({ sk, limit, descending }: Query): string => `${JSON.stringify(sk)} ${limit} ${descending === true}`;
