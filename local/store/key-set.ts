import type { Key } from '../../lambdas/table/store.ts';
import { contains, type Range } from './range.ts';

/** Keys of items, by partition. */
export class KeySet {
  readonly #partitions = new Map<string, Set<string>>();

  get isEmpty(): boolean {
    return this.#partitions.size === 0;
  }

  add({ pk, sk }: Key): void {
    const partition = this.#partitions.get(pk);
    if (partition === undefined) this.#partitions.set(pk, new Set([sk]));
    else partition.add(sk);
  }

  has({ pk, sk }: Key): boolean {
    return this.#partitions.get(pk)?.has(sk) === true;
  }

  /** Whether one of a partition's keys lies in the range. */
  meets(pk: string, range: Range): boolean {
    const partition = this.#partitions.get(pk);
    if (partition === undefined) return false;
    for (const sk of partition) if (contains(range, sk)) return true;
    return false;
  }
}
