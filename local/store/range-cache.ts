import type { Page, Query } from '../../lambdas/table/store.ts';
import { type Range, rangeOf } from './range.ts';
import { compareUtf8 } from './utf8-order.ts';

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

  /** The cached page of a query, or what `read` returns. */
  page(query: Query, read: () => Page): Page {
    if (query.index !== undefined || query.from !== undefined || query.filter !== undefined) return read();
    const entries = this.#partitions.get(query.pk) ?? new Map<string, Entry>();
    const name = `${JSON.stringify(query.sk)} ${query.limit} ${query.descending === true}`;
    const entry = entries.get(name);
    if (entry?.page) return entry.page;
    const page = read();
    this.#partitions.set(query.pk, entries);
    if (entry) entry.page = freeze(page);
    else entries.set(name, { range: rangeOf(query.sk), page: undefined });
    this.#items += entry ? page.items.length : 1;
    this.#shrink();
    return page;
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

const contains = ({ from, to }: Range, sk: string): boolean => {
  const above = from === undefined ? 1 : compareUtf8(sk, from.key);
  const below = to === undefined ? -1 : compareUtf8(sk, to.key);
  return (
    (above > 0 || (above === 0 && from?.inclusive === true)) && (below < 0 || (below === 0 && to?.inclusive === true))
  );
};

const freeze = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) freeze(inner);
  return Object.freeze(value);
};
