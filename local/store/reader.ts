import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Cursor, Item, Key, Page, Query } from '../../lambdas/table/store.ts';
import { StoreMisuse } from '../../lambdas/table/store.ts';
import { holds } from './condition.ts';
import type { Caches } from './caches.ts';
import { type Bound, rangeOf } from './range.ts';
import { checkQuery } from './rules.ts';
import { indexTable } from './schema.ts';
import { itemSize, PAGE_BYTES, surelyWithin } from './size.ts';
import type { IndexShape, TableShape } from './table-shape.ts';

/** Rows that one SQL call reads; a page of large items ends after the first. */
const CHUNK = 200;

/** Reads of committed state on one connection. */
export class Reader {
  readonly #db: DatabaseSync;
  readonly #table: TableShape;
  readonly #get: StatementSync;
  readonly #caches: Caches | undefined;
  readonly #statements = new Map<string, StatementSync>();

  constructor(db: DatabaseSync, table: TableShape, caches?: Caches) {
    this.#caches = caches;
    this.#db = db;
    this.#table = table;
    this.#get = this.#prepare('SELECT doc FROM items WHERE pk = ? AND sk = ?');
  }

  get(key: Key): Item | undefined {
    return this.#caches?.casual.get(key)?.item ?? this.stored(key);
  }

  /** The item as the database holds it. */
  stored(key: Key): Item | undefined {
    const known = this.#caches?.items.get(key.pk, key.sk);
    if (known !== undefined) return known;
    const doc = this.#get.get(key.pk, key.sk)?.[0];
    if (typeof doc !== 'string') return undefined;
    const item: Item = JSON.parse(doc);
    return this.#caches === undefined ? item : this.#caches.items.keep(item);
  }

  /** `beforeRead` runs when the database itself is asked. */
  query(query: Query, beforeRead?: () => void): Page {
    checkQuery(query, this.#table);
    const known = this.#caches?.pages.find(query);
    if (known !== undefined) return known;
    beforeRead?.();
    const { page, units } = this.#page(query);
    this.#caches?.pages.keep(query, page, units);
    return page;
  }

  /** `units` is the length of the JSON texts that were read. */
  #page(query: Query): { readonly page: Page; readonly units: number } {
    const index = query.index === undefined ? undefined : this.#table.indexes[query.index];
    const limit = query.limit ?? Number.POSITIVE_INFINITY;
    const read: Item[] = [];
    const size = new PageSize();
    const done = (next: Cursor | undefined) => ({ page: finished(read, query, next), units: size.units });
    let from = query.from;
    for (;;) {
      const wanted = Math.min(CHUNK, limit - read.length);
      const docs = this.#chunk(query, from, wanted);
      for (const doc of docs) {
        const item: Item = JSON.parse(doc);
        if (!size.takes(item, doc)) return done(cursorOf(read.at(-1), index));
        read.push(item);
      }
      from = cursorOf(read.at(-1), index);
      if (read.length === limit) return done(from);
      if (docs.length < wanted) return done(undefined);
    }
  }

  #chunk(query: Query, from: Cursor | undefined, limit: number): readonly string[] {
    const shape = query.index === undefined ? undefined : this.#table.indexes[query.index];
    const { where, values } = shape === undefined ? tableRange(query, from) : indexRange(query, from, shape);
    const order = query.descending === true ? 'DESC' : 'ASC';
    const sql =
      query.index === undefined || shape === undefined
        ? `SELECT doc FROM items WHERE ${where} ORDER BY sk ${order} LIMIT ?`
        : `SELECT doc FROM ${indexTable(query.index, shape)} JOIN items USING (pk, sk)
           WHERE ${where} ORDER BY isk ${order}, pk ${order}, sk ${order} LIMIT ?`;
    return this.#prepare(sql)
      .all(...values, limit)
      .map((row) => String(row[0]));
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql);
    statement.setReturnArrays(true);
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** Counts what a page has read, exactly only when it comes near 1 MB. */
class PageSize {
  units = 0;
  #bytes: number | undefined;
  readonly #items: Item[] = [];

  takes(item: Item, doc: string): boolean {
    this.units += doc.length;
    this.#items.push(item);
    if (this.#bytes === undefined && surelyWithin(this.units, PAGE_BYTES)) return true;
    this.#bytes =
      this.#bytes === undefined
        ? this.#items.reduce((sum, each) => sum + itemSize(each), 0)
        : this.#bytes + itemSize(item);
    return this.#items.length === 1 || this.#bytes <= PAGE_BYTES;
  }
}

const finished = (read: readonly Item[], { filter }: Query, next: Cursor | undefined): Page => {
  const items = filter === undefined ? read : read.filter((item) => holds(filter, item));
  return next === undefined ? { items } : { items, next };
};

/** A key attribute, which is always text. */
const textIn = (item: Item, name: string): string => {
  const value = item[name];
  return typeof value === 'string' ? value : '';
};

/** Named as DynamoDB names it: the table's key, and the index's attributes when there is one. */
const cursorOf = (item: Item | undefined, index: IndexShape | undefined): Cursor | undefined => {
  if (item === undefined) return undefined;
  const key = { pk: item.pk, sk: item.sk };
  const names = index === undefined ? [] : [index.partitionKey, index.sortKey];
  return { ...key, ...Object.fromEntries(names.map((name) => [name, textIn(item, name)])) };
};

interface Where {
  readonly where: string;
  readonly values: readonly string[];
}

const comparison = (column: string, bound: Bound | undefined, sign: '<' | '>'): readonly string[] =>
  bound === undefined ? [] : [`${column} ${sign}${bound.inclusive ? '=' : ''} ?`];

/** The cursor replaces the bound at the end where the page begins. */
const tableRange = (query: Query, cursor: Cursor | undefined): Where => {
  const range = rangeOf(query.sk);
  if (cursor !== undefined && cursor['pk'] !== query.pk) throw new StoreMisuse('a cursor of another query');
  const start = cursor?.['sk'] === undefined ? undefined : { key: cursor['sk'], inclusive: false };
  const from = query.descending === true ? range.from : (start ?? range.from);
  const to = query.descending === true ? (start ?? range.to) : range.to;
  return {
    where: ['pk = ?', ...comparison('sk', from, '>'), ...comparison('sk', to, '<')].join(' AND '),
    values: [query.pk, from?.key, to?.key].filter((value) => value !== undefined),
  };
};

const indexRange = (query: Query, cursor: Cursor | undefined, shape: IndexShape): Where => {
  const { from, to } = rangeOf(query.sk);
  if (cursor !== undefined && cursor[shape.partitionKey] !== query.pk)
    throw new StoreMisuse('a cursor of another query');
  const after = `(isk, pk, sk) ${query.descending === true ? '<' : '>'} (?, ?, ?)`;
  return {
    where: ['ipk = ?', ...comparison('isk', from, '>'), ...comparison('isk', to, '<'), ...(cursor ? [after] : [])].join(
      ' AND ',
    ),
    values: [query.pk, from?.key, to?.key, cursor?.[shape.sortKey], cursor?.['pk'], cursor?.['sk']].filter(
      (value) => value !== undefined,
    ),
  };
};
