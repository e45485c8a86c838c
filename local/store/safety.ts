import { type Key, StoreUnavailable } from '../../lambdas/table/store.ts';
import { KeySet } from './key-set.ts';
import type { LogFile } from './log-file.ts';

export interface Group {
  readonly keys: readonly Key[];
  /** Sequence of the newest change before it. */
  readonly before: number;
}

/** Knows what is committed and not known to be on the disk: at most one group of writes at a time. */
export class Safety {
  readonly #path: string;
  readonly #disk: LogFile | undefined;
  #keys: KeySet | undefined;
  #before = 0;
  #waiting: (() => void)[] = [];
  #failure: StoreUnavailable | undefined;

  /** Without a log file everything that is committed counts as safe. */
  constructor(path: string, disk: LogFile | undefined) {
    this.#path = path;
    this.#disk = disk;
  }

  /** Keys of the group on its way to the disk, or that did not reach it; undefined when there is none. */
  get unsafe(): KeySet | undefined {
    return this.#keys;
  }

  /** The newest change that is on the disk for sure, of those up to `last`. */
  safeSequence(last: number): number {
    return this.#keys === undefined ? last : this.#before;
  }

  /** Why nothing can be written any more: a group did not reach the disk. */
  get failure(): StoreUnavailable | undefined {
    return this.#failure;
  }

  /** Whether bringing a group anywhere takes time. */
  get hasDisk(): boolean {
    return this.#disk !== undefined;
  }

  /** Brings a committed group to the disk, `inPlace` before it returns. `done` comes at once when nobody asked for a disk. */
  bring({ keys, before }: Group, inPlace: boolean, done: () => void): void {
    if (this.#disk === undefined) return done();
    this.#before = before;
    const unsafe = (this.#keys = new KeySet());
    for (const key of keys) unsafe.add(key);
    this.#waiting.push(done);
    if (inPlace) return this.#bringBy(() => this.#disk?.syncInPlace());
    this.#disk.sync((error) => {
      // `bringNow` came first.
      if (this.#keys === unsafe) this.#end(error);
    });
  }

  /** Brings everything committed to the disk before it returns. */
  bringNow(): void {
    this.#bringBy(() => this.#disk?.syncNow());
  }

  #bringBy(sync: () => void): void {
    let failure: unknown = null;
    try {
      sync();
    } catch (error) {
      failure = error;
    }
    this.#end(failure);
  }

  /** Resolves with `value` when the group on its way has reached the disk. @throws StoreUnavailable when it did not */
  whenSafe<T>(value: T): Promise<T> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => (this.#failure === undefined ? resolve(value) : reject(this.#failure)));
    });
  }

  /**
   * After a failure nobody knows what the disk holds, and asking again may give a wrong yes: it stays one, and what was
   * on its way is shown to nobody.
   */
  #end(error: unknown): void {
    if (error !== null) {
      const why = error instanceof Error ? error.message : 'unknown';
      const advice = `${this.#path} could not be brought to the disk (${why}): look after the disk and start again`;
      this.#failure ??= new StoreUnavailable(advice);
    }
    const waiting = this.#waiting;
    this.#waiting = [];
    if (this.#failure === undefined) this.#keys = undefined;
    for (const tell of waiting) tell();
  }
}
