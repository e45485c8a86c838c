import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type Key, StoreUnavailable } from '../../lambdas/table/store.ts';
import type { ChangeLog } from './change-log.ts';
import { SQLITE, sqliteCode, translated } from './errors.ts';
import { type Job, jobOf, type JobOptions } from './job.ts';
import { KeySet } from './key-set.ts';
import type { Safety } from './safety.ts';

export interface WriterOptions {
  readonly path: string;
  readonly log: ChangeLog;
  readonly safety: Safety;
  /** Counts and hints that are to be stored with the next commit. */
  readonly casual: {
    readonly isEmpty: boolean;
    /** Runs first in every transaction. */
    store(): void;
    /** The transaction was committed. */
    stored(): void;
  };
}

/** How long something casual may wait for a commit that it can join. */
const CASUAL_MS = 20;
const LONGEST_REST_MS = 1;

/**
 * Group commit: what is handed over while one group is on its way to the disk makes the next group, which shares one
 * transaction and one synchronisation.
 */
export class Writer {
  readonly #db: DatabaseSync;
  readonly #options: WriterOptions;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  #queue: Job[] = [];
  #queued = new KeySet();
  /** When the next group may be committed before it is as large as expected, on the clock of `performance.now()`. */
  #rested = 0;
  #expected = 0;
  #late: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  /** Called right before each commit's transaction begins. */
  beforeCommit: (() => void) | undefined;

  constructor(db: DatabaseSync, options: WriterOptions) {
    this.#db = db;
    this.#options = options;
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
  }

  /** Runs `work` in the next commit. Resolves once it is committed and, unless told otherwise, on the disk. */
  enqueue<T>(work: () => T, { durable = true, keys = [] }: JobOptions = {}): Promise<T> {
    const { refusal } = this;
    if (refusal !== undefined) return Promise.reject(refusal);
    return new Promise((resolve, reject) => {
      const fail = (error: unknown): void => reject(translated(error, this.#options.path));
      for (const key of keys) this.#queued.add(key);
      const waiting = this.#queue.push(jobOf(work, { durable, keys }, { resolve, reject, fail }));
      if (waiting === 1 || waiting === this.#expected) setImmediate(this.#plan);
    });
  }

  /** Why nothing can be written any more. */
  get refusal(): StoreUnavailable | undefined {
    return this.#closed ? new StoreUnavailable('the store is closed') : this.#options.safety.failure;
  }

  /** Whether a write that was handed over and has not run yet touches the key. */
  isQueued(key: Key): boolean {
    return !this.#queued.isEmpty && this.#queued.has(key);
  }

  /** Something casual waits: unless a commit comes by, it gets one of its own. */
  remind(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (!this.#options.casual.isEmpty) this.#attempt([]);
    }, CASUAL_MS).unref();
  }

  /** Commits what is casual, now. @throws what SQLite throws */
  commitCasual(): void {
    if (!this.#options.casual.isEmpty) this.#transact([]);
  }

  /** Commits what is queued and takes no more. Everything is on the disk when it returns. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#late);
    const jobs = this.#attempt(this.#takeQueue());
    this.#options.safety.bringNow();
    this.#tell(jobs);
  }

  /**
   * Bringing groups to the disk gets half of the time at most: who comes a little later then joins. Waiting for more than
   * came the last time is in vain.
   */
  readonly #plan = (): void => {
    if (this.#queue.length === 0 || this.#options.safety.unsafe !== undefined) return;
    if (this.#queue.length >= this.#expected || performance.now() >= this.#rested) this.#flush();
    else this.#late ??= setTimeout(this.#flush, 1);
  };

  #takeQueue(): readonly Job[] {
    const jobs = this.#queue;
    this.#queue = [];
    this.#queued = new KeySet();
    return jobs;
  }

  /** Commits what is queued and begins to bring it to the disk. */
  readonly #flush = (): void => {
    const { safety } = this.#options;
    clearTimeout(this.#late);
    this.#late = undefined;
    if (this.#closed || this.#queue.length === 0 || safety.unsafe !== undefined) return;
    const before = this.#options.log.last;
    const jobs = this.#attempt(this.#takeQueue()).filter((job) => job.durable);
    if (jobs.length === 0) return;
    const keys = jobs.flatMap((job) => job.keys);
    const start = performance.now();
    safety.bring({ keys, before }, () => {
      const end = performance.now();
      this.#rested = end + Math.min(LONGEST_REST_MS, end - start);
      this.#expected = jobs.length + this.#queue.length;
      this.#tell(jobs);
      if (safety.failure !== undefined) this.#tell(this.#takeQueue());
      else if (this.#queue.length > 0) setImmediate(this.#plan);
    });
  };

  #tell(jobs: readonly Job[]): void {
    const { failure } = this.#options.safety;
    for (const job of jobs) {
      if (failure === undefined) job.settle();
      else job.fail(failure);
    }
  }

  /** @returns the jobs that were committed; casual ones are told, and those that failed. */
  #attempt(jobs: readonly Job[]): readonly Job[] {
    try {
      this.#transact(jobs);
    } catch (error) {
      return this.#recover(jobs, error);
    }
    for (const job of jobs) if (!job.durable) job.settle();
    return jobs;
  }

  #transact(jobs: readonly Job[]): void {
    const { log, casual } = this.#options;
    const last = log.last;
    try {
      this.beforeCommit?.();
      this.#begin.run();
      casual.store();
      for (const job of jobs) job.run();
      this.#commit.run();
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      log.rewind(last);
      throw error;
    }
    casual.stored();
  }

  /** One write that does not fit must not take the others of its commit with it. */
  #recover(jobs: readonly Job[], error: unknown): readonly Job[] {
    if (jobs.length <= 1 || sqliteCode(error) === SQLITE.ioError) {
      for (const job of jobs) job.fail(error);
      return [];
    }
    return jobs.flatMap((job) => this.#attempt([job]));
  }
}
