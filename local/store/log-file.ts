import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs';

/** The file of SQLite's write-ahead log, brought to the disk beside the event loop or in place. */
export class LogFile {
  readonly #file: number;
  /** Linux tells a descriptor of a failed write once: `syncNow` must hear of one that a call under way has just been told. */
  readonly #own: number;
  #syncing = false;
  #closed = false;

  /** SQLite never replaces the file while the database is open: it begins it anew in place. */
  constructor(path: string) {
    this.#file = openSync(path, 'r+');
    this.#own = openSync(path, 'r+');
  }

  /** Tells when everything written to the log so far is on the disk, or why that is not known. */
  sync(done: (error: Error | null) => void): void {
    this.#syncing = true;
    fdatasync(this.#file, (error) => {
      this.#syncing = false;
      if (this.#closed) closeSync(this.#file);
      done(error);
    });
  }

  /** The same, before it returns, while no call of `sync` is under way. @throws what the system says */
  syncInPlace(): void {
    fdatasyncSync(this.#file);
  }

  /** The same at any time. @throws what the system says */
  syncNow(): void {
    fdatasyncSync(this.#own);
  }

  close(): void {
    this.#closed = true;
    closeSync(this.#own);
    if (!this.#syncing) closeSync(this.#file);
  }
}
