import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';

/** Pages of 4 KB that the write-ahead log collects before a checkpoint: rare checkpoints keep the slowest sends fast. */
export const LOG_PAGES = 8000;

/** Bytes of a log with that many pages and their headers. */
export const LOG_BYTES = LOG_PAGES * (4096 + 24) + 32;

/**
 * Fills the file of the write-ahead log up with zeros, which SQLite takes for its end: writing over existing blocks makes
 * an fsync a third cheaper than growing the file. Call it while nobody writes to the database. Where the disk lacks the
 * room, the file stays as it was: what is left belongs to messages.
 */
export const reserveLogSpace = (path: string): void => {
  const zeros = Buffer.alloc(1024 * 1024);
  const file = openSync(path, 'r+');
  const { size } = fstatSync(file);
  try {
    for (let end = size; end < LOG_BYTES; end += zeros.length) writeSync(file, zeros, 0, zeros.length, end);
    fsyncSync(file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    ftruncateSync(file, size);
  } finally {
    closeSync(file);
  }
};
