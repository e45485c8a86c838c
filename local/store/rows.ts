import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Item, Key } from '../../lambdas/table/store.ts';
import type { Caches } from './caches.ts';
import { indexTable } from './schema.ts';
import type { TableShape } from './table-shape.ts';

interface IndexRows {
  readonly partitionKey: string;
  readonly sortKey: string;
  readonly insert: StatementSync;
  readonly remove: StatementSync;
}

/** The items and their index entries, read and written inside the writer's transaction. */
export class Rows {
  readonly #select: StatementSync;
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #delete: StatementSync;
  readonly #expired: StatementSync;
  readonly #indexes: readonly IndexRows[];
  readonly #timeToLive: string | undefined;
  readonly #caches: Caches;

  constructor(db: DatabaseSync, table: TableShape, caches: Caches) {
    this.#caches = caches;
    this.#select = db.prepare('SELECT doc FROM items WHERE pk = ? AND sk = ?');
    this.#select.setReturnArrays(true);
    this.#insert = db.prepare('INSERT INTO items (pk, sk, doc, ttl) VALUES (?, ?, ?, ?)');
    this.#update = db.prepare('UPDATE items SET doc = ?, ttl = ? WHERE pk = ? AND sk = ?');
    this.#delete = db.prepare('DELETE FROM items WHERE pk = ? AND sk = ?');
    this.#expired = db.prepare('SELECT pk, sk FROM items WHERE ttl < ? ORDER BY ttl LIMIT ?');
    this.#timeToLive = table.timeToLive;
    this.#indexes = Object.entries(table.indexes).map(([name, shape]) => ({
      partitionKey: shape.partitionKey,
      sortKey: shape.sortKey,
      insert: db.prepare(`INSERT INTO ${indexTable(name, shape)} (ipk, isk, pk, sk) VALUES (?, ?, ?, ?)`),
      remove: db.prepare(`DELETE FROM ${indexTable(name, shape)} WHERE ipk = ? AND isk = ? AND pk = ? AND sk = ?`),
    }));
  }

  /** JSON text of the item, undefined when there is none. */
  read(key: Key): string | undefined {
    const doc = this.#select.get(key.pk, key.sk)?.[0];
    return typeof doc === 'string' ? doc : undefined;
  }

  /** Stores `item`, whose JSON text is `doc`, over `old`. */
  save(item: Item, doc: string, old: Item | undefined): void {
    this.#caches.wrote(item.pk, item.sk, doc);
    const ttl = this.#timeToLive === undefined ? undefined : item[this.#timeToLive];
    const ends = typeof ttl === 'number' ? Math.trunc(ttl) : null;
    if (old === undefined) this.#insert.run(item.pk, item.sk, doc, ends);
    else this.#update.run(doc, ends, item.pk, item.sk);
    this.#reindex(old, item);
  }

  erase(old: Item): void {
    this.#caches.wrote(old.pk, old.sk, undefined);
    this.#delete.run(old.pk, old.sk);
    this.#reindex(old, undefined);
  }

  /** Keys of at most `limit` items whose time to live ended before `nowSeconds`. */
  expired(nowSeconds: number, limit: number): readonly Key[] {
    return this.#expired.all(nowSeconds, limit).map((row) => ({ pk: String(row['pk']), sk: String(row['sk']) }));
  }

  /** Items without the index's attributes, such as messages, cost two property reads here. */
  #reindex(old: Item | undefined, item: Item | undefined): void {
    for (const { partitionKey, sortKey, insert, remove } of this.#indexes) {
      const [oldPk, oldSk] = [old?.[partitionKey], old?.[sortKey]];
      const [pk, sk] = [item?.[partitionKey], item?.[sortKey]];
      if (oldPk === pk && oldSk === sk) continue;
      if (old && typeof oldPk === 'string' && typeof oldSk === 'string') remove.run(oldPk, oldSk, old.pk, old.sk);
      if (item && typeof pk === 'string' && typeof sk === 'string') insert.run(pk, sk, item.pk, item.sk);
    }
  }
}
