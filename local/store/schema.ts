import type { DatabaseSync } from 'node:sqlite';
import type { IndexShape, TableShape } from './table-shape.ts';

/** "PRLY": marks the file as ours. */
export const APPLICATION_ID = 0x50524c59;
/** Layout of the tables below. A newer one is refused, an older one is migrated in `createTables`. */
export const LAYOUT_VERSION = 1;

const TABLES = `
  CREATE TABLE IF NOT EXISTS items (
    pk TEXT NOT NULL, sk TEXT NOT NULL, doc TEXT NOT NULL, ttl INTEGER, PRIMARY KEY (pk, sk)
  ) WITHOUT ROWID, STRICT;
  CREATE INDEX IF NOT EXISTS items_by_ttl ON items (ttl) WHERE ttl IS NOT NULL;
  CREATE TABLE IF NOT EXISTS changes (
    sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, event INTEGER NOT NULL, doc TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS checkpoints (consumer TEXT PRIMARY KEY, sequence INTEGER NOT NULL) WITHOUT ROWID, STRICT;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${LAYOUT_VERSION};
`;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Name of an index's table, quoted. It names the attributes, so a changed index is a new one. */
export const indexTable = (name: string, { partitionKey, sortKey }: IndexShape): string =>
  quoted(`index:${name}:${partitionKey}:${sortKey}`);

/** Creates what is missing, fills new indexes from the items and drops indexes that the template no longer has. */
export const createTables = (db: DatabaseSync, table: TableShape): void => {
  db.exec(`BEGIN IMMEDIATE; ${TABLES}`);
  const found = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'index:%'`).all();
  const present = new Set(found.map(({ name }) => quoted(String(name))));
  const wanted = new Map(Object.entries(table.indexes).map(([name, shape]) => [indexTable(name, shape), shape]));
  for (const name of present) if (!wanted.has(name)) db.exec(`DROP TABLE ${name}`);
  for (const [name, shape] of wanted) if (!present.has(name)) createIndex(db, name, shape);
  db.exec('COMMIT');
};

const createIndex = (db: DatabaseSync, name: string, { partitionKey, sortKey }: IndexShape): void => {
  db.exec(`CREATE TABLE ${name} (
    ipk TEXT NOT NULL, isk TEXT NOT NULL, pk TEXT NOT NULL, sk TEXT NOT NULL, PRIMARY KEY (ipk, isk, pk, sk)
  ) WITHOUT ROWID, STRICT`);
  const [ipk, isk] = [partitionKey, sortKey].map((attribute) => `$.${quoted(attribute)}`);
  db.prepare(
    `INSERT INTO ${name} SELECT doc ->> $ipk, doc ->> $isk, pk, sk FROM items
     WHERE json_type(doc, $ipk) = 'text' AND json_type(doc, $isk) = 'text'`,
  ).run({ $ipk: ipk ?? null, $isk: isk ?? null });
};
