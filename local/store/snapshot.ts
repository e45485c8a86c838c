import { DatabaseSync } from 'node:sqlite';

/** A copy of the database in memory, as it is now. */
export const snapshotOf = (db: DatabaseSync): DatabaseSync => {
  const bytes = db.serialize();
  // File format versions in the header: an in-memory database cannot have a write-ahead log.
  bytes[18] = 1;
  bytes[19] = 1;
  const copy = new DatabaseSync(':memory:');
  copy.deserialize(bytes);
  return copy;
};
