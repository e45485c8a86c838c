import type { LockOptions } from '../../web/src/client/environment.ts';

interface Holder {
  readonly owner: object;
  readonly stolen: AbortController;
  readonly give: (error: Error) => void;
}

interface Waiter {
  readonly owner: object;
  readonly start: () => void;
}

/** Web Locks of one browser: exclusive, in the order of asking, released when their tab dies, stolen on demand. */
export class SimLocks {
  readonly #holders = new Map<string, Holder>();
  readonly #waiting = new Map<string, Waiter[]>();

  hold<T>(
    owner: object,
    name: string,
    work: (stolen: AbortSignal) => Promise<T>,
    { steal = false, signal }: LockOptions = {},
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const start = (): void => {
        const holder: Holder = { owner, stolen: new AbortController(), give: reject };
        this.#holders.set(name, holder);
        work(holder.stolen.signal)
          .then(resolve, reject)
          .finally(() => this.#free(name, holder));
      };
      const holder = this.#holders.get(name);
      if (!holder) return start();
      if (steal) {
        holder.stolen.abort();
        holder.give(new Error('the lock was stolen'));
        return start();
      }
      const waiter: Waiter = { owner, start };
      const queue = this.#waiting.get(name) ?? [];
      this.#waiting.set(name, queue);
      queue.push(waiter);
      signal?.addEventListener('abort', () => {
        queue.splice(queue.indexOf(waiter), 1);
        reject(new Error('waiting for the lock was given up'));
      });
    });
  }

  /** Whether it holds a lock of such a name. */
  isHolder(owner: object, prefix: string): boolean {
    return [...this.#holders].some(([name, holder]) => holder.owner === owner && name.startsWith(prefix));
  }

  /** The tab is gone, and everything that it held or waited for. */
  release(owner: object): void {
    for (const queue of this.#waiting.values()) {
      for (const waiter of queue.filter((one) => one.owner === owner)) queue.splice(queue.indexOf(waiter), 1);
    }
    for (const [name, holder] of this.#holders) if (holder.owner === owner) this.#free(name, holder);
  }

  #free(name: string, holder: Holder): void {
    if (this.#holders.get(name) !== holder) return;
    this.#holders.delete(name);
    this.#waiting.get(name)?.shift()?.start();
  }
}
