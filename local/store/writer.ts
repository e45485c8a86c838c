import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { isConditionFailed, isStoreMisuse, StoreUnavailable } from '../../lambdas/table/store.ts';
import type { ChangeLog } from './change-log.ts';
import { SQLITE, sqliteCode, translated } from './errors.ts';

/** One write: runs inside the open transaction; a refusal (ConditionFailed, StoreMisuse) must leave nothing applied. */
interface Job {
  /** Its commit is not acknowledged before it is on the disk. */
  readonly durable: boolean;
  /** Runs the write and keeps its outcome for `settle`. */
  run(): void;
  /** Tells the caller, after the commit. */
  settle(): void;
  fail(error: unknown): void;
}

/** Group commit: the writes of one turn of the event loop share one transaction and one fsync. */
export class Writer {
  readonly #db: DatabaseSync;
  readonly #path: string;
  readonly #durable: boolean;
  readonly #log: ChangeLog;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  #queue: Job[] = [];
  #full = true;
  #closed = false;
  /** Called right before each commit's transaction begins. */
  beforeCommit: (() => void) | undefined;

  constructor(
    db: DatabaseSync,
    log: ChangeLog,
    { path, durable }: { readonly path: string; readonly durable: boolean },
  ) {
    this.#durable = durable;
    this.#db = db;
    this.#path = path;
    this.#log = log;
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
  }

  /**
   * Runs `work` in the next commit. Resolves once it is on the disk, or, with `durable: false`, once it survives the end of
   * this process: it then reaches the disk no later than any commit after it.
   */
  enqueue<T>(work: () => T, { durable = true } = {}): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreUnavailable('the store is closed'));
    return new Promise((resolve, reject) => {
      let settle: () => void;
      const run = (): void => {
        try {
          const result = work();
          settle = () => resolve(result);
        } catch (error) {
          if (!isConditionFailed(error) && !isStoreMisuse(error)) throw error;
          settle = () => reject(error);
        }
      };
      const fail = (error: unknown): void => reject(translated(error, this.#path));
      this.#queue.push({ durable, run, settle: () => settle(), fail });
      if (this.#queue.length === 1) setImmediate(() => this.flush());
    });
  }

  /** Commits what is queued, now. */
  flush(): void {
    const jobs = this.#queue;
    this.#queue = [];
    if (jobs.length > 0) this.#attempt(jobs);
  }

  /** Commits what is queued and takes no more. */
  close(): void {
    this.#closed = true;
    this.flush();
  }

  #attempt(jobs: readonly Job[]): void {
    const last = this.#log.last;
    try {
      this.beforeCommit?.();
      this.#synchronise(jobs.some(({ durable }) => durable));
      this.#begin.run();
      for (const job of jobs) job.run();
      this.#commit.run();
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      this.#log.rewind(last);
      this.#recover(jobs, error);
      return;
    }
    for (const job of jobs) job.settle();
  }

  /** FULL makes the commit wait for the disk, NORMAL keeps the order of commits without waiting. */
  #synchronise(full: boolean): void {
    if (!this.#durable || full === this.#full) return;
    this.#db.exec(full ? 'PRAGMA synchronous = FULL' : 'PRAGMA synchronous = NORMAL');
    this.#full = full;
  }

  /** One write that does not fit must not take the others of its commit with it. */
  #recover(jobs: readonly Job[], error: unknown): void {
    if (jobs.length === 1 || sqliteCode(error) === SQLITE.ioError) {
      for (const job of jobs) job.fail(error);
    } else {
      for (const job of jobs) this.#attempt([job]);
    }
  }
}
