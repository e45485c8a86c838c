import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type Key, StoreUnavailable } from '../../lambdas/table/store.ts';
import type { ChangeLog } from './change-log.ts';
import { SQLITE, sqliteCode, translated } from './errors.ts';
import { type Job, jobOf, type JobOptions } from './job.ts';
import { KeySet } from './key-set.ts';
import { Pace } from './pace.ts';
import type { Safety } from './safety.ts';

export interface WriterOptions {
  readonly path: string;
  readonly log: ChangeLog;
  readonly safety: Safety;
  /** Counts that are to be stored with the next commit, and hints that may wait longer. */
  readonly casual: {
    /** Whether there is any count, or hint, to be stored. */
    waits(hints: boolean): boolean;
    /** Runs first in every transaction. */
    store(hints: boolean): void;
    /** The transaction was committed, or rolled back with all that had run in it. */
    ended(committed: boolean): void;
  };
}

/** How long a count may wait for a commit that it can join. */
const COUNT_MS = 20;
/** And a hint for a commit that touches its item: every page of a commit costs, and in many rooms hints were one page of six. */
const HINT_MS = 1000;

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
  readonly #pace = new Pace();
  #expected = 0;
  #late: NodeJS.Timeout | undefined;
  #countTimer: NodeJS.Timeout | undefined;
  #hintTimer: NodeJS.Timeout | undefined;
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
      if (waiting === 1 && this.#isAlone()) queueMicrotask(this.#plan);
      else if (waiting === 1 || waiting === this.#expected) setImmediate(this.#plan);
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

  /** Something casual waits: unless a commit comes by that takes it along, it gets one of its own. */
  remind(hint: boolean): void {
    if (hint) this.#hintTimer ??= setTimeout(this.#storeHints, HINT_MS).unref();
    else this.#countTimer ??= setTimeout(this.#storeCounts, COUNT_MS).unref();
  }

  readonly #storeCounts = (): void => {
    this.#countTimer = undefined;
    if (this.#options.casual.waits(false)) this.#attempt([]);
  };

  readonly #storeHints = (): void => {
    this.#hintTimer = undefined;
    if (this.#options.casual.waits(true)) this.#attempt([], true);
  };

  /** Commits what is casual, now. @throws what SQLite throws */
  commitCasual(): void {
    if (this.#options.casual.waits(true)) this.#transact([], true);
  }

  /** Commits what is queued and takes no more. Everything is on the disk when it returns. */
  close(): void {
    this.#closed = true;
    for (const timer of [this.#countTimer, this.#hintTimer, this.#late]) clearTimeout(timer);
    const jobs = this.#attempt(this.#takeQueue(), true);
    this.#options.safety.bringNow();
    this.#tell(jobs);
  }

  #isAlone(): boolean {
    const { safety } = this.#options;
    return safety.hasDisk && safety.unsafe === undefined && this.#pace.isAlone();
  }

  /** Waiting for more than came the last time is in vain. */
  readonly #plan = (): void => {
    if (this.#queue.length === 0 || this.#options.safety.unsafe !== undefined) return;
    if (this.#queue.length >= this.#expected || this.#pace.isRested()) this.#flush();
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
    const inPlace = this.#isAlone();
    const jobs = this.#attempt(this.#takeQueue()).filter((job) => job.durable);
    if (jobs.length === 0) return;
    const keys = jobs.flatMap((job) => job.keys);
    const start = performance.now();
    safety.bring({ keys, before }, inPlace, () => {
      this.#pace.synchronised(start, performance.now());
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
  #attempt(jobs: readonly Job[], hints = false): readonly Job[] {
    try {
      this.#transact(jobs, hints);
    } catch (error) {
      return this.#recover(jobs, error);
    }
    for (const job of jobs) if (!job.durable) job.settle();
    return jobs;
  }

  #transact(jobs: readonly Job[], hints: boolean): void {
    const { log, casual } = this.#options;
    const last = log.last;
    try {
      this.beforeCommit?.();
      this.#begin.run();
      casual.store(hints);
      for (const job of jobs) job.run();
      this.#commit.run();
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      log.rewind(last);
      casual.ended(false);
      throw error;
    }
    casual.ended(true);
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
