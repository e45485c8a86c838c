import { isConditionFailed, isStoreMisuse, type Key } from '../../lambdas/table/store.ts';

/** One write: runs inside the open transaction; a refusal (ConditionFailed, StoreMisuse) must leave nothing applied. */
export interface Job {
  readonly durable: boolean;
  readonly keys: readonly Key[];
  /** Runs the write and keeps its outcome for `settle`. */
  run(): void;
  /** Tells the caller. */
  settle(): void;
  fail(error: unknown): void;
}

export interface JobOptions {
  /** False: its outcome may be told before the disk has it. It reaches the disk no later than any commit after it. */
  readonly durable?: boolean;
  /** Keys that it touches, as far as they are known before it runs. */
  readonly keys?: readonly Key[];
}

interface Caller<T> {
  resolve(result: T): void;
  /** The write was refused. */
  reject(error: unknown): void;
  /** Its commit failed. */
  fail(error: unknown): void;
}

export const jobOf = <T>(work: () => T, options: Required<JobOptions>, caller: Caller<T>): Job => {
  let settle: () => void;
  return {
    ...options,
    run: () => {
      try {
        const result = work();
        settle = () => caller.resolve(result);
      } catch (error) {
        if (!isConditionFailed(error) && !isStoreMisuse(error)) throw error;
        settle = () => caller.reject(error);
      }
    },
    settle: () => settle(),
    fail: (error) => caller.fail(error),
  };
};
