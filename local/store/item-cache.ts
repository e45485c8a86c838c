import type { Item } from '../../lambdas/table/store.ts';
import { frozen } from './frozen.ts';

/** Items kept at most. */
const CAPACITY = 2_000;

/** Committed items that were read or counted lately, parsed. They are frozen, as callers share them. */
export class ItemCache {
  readonly #partitions = new Map<string, Map<string, Item>>();
  #size = 0;

  get(pk: string, sk: string): Item | undefined {
    return this.#partitions.get(pk)?.get(sk);
  }

  keep(item: Item): Item {
    let partition = this.#partitions.get(item.pk);
    if (partition === undefined) this.#partitions.set(item.pk, (partition = new Map()));
    if (!partition.has(item.sk)) this.#size += 1;
    partition.set(item.sk, frozen(item));
    this.#shrink();
    return item;
  }

  /** A write touched this key. */
  forget(pk: string, sk: string): void {
    const partition = this.#partitions.get(pk);
    if (partition?.delete(sk) !== true) return;
    this.#size -= 1;
    if (partition.size === 0) this.#partitions.delete(pk);
  }

  /** Drops whole partitions, the earliest kept first. */
  #shrink(): void {
    for (const [pk, partition] of this.#partitions) {
      if (this.#size <= CAPACITY) return;
      this.#partitions.delete(pk);
      this.#size -= partition.size;
    }
  }
}
