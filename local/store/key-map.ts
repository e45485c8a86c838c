import type { Key } from '../../lambdas/table/store.ts';

/** One value per key, by partition. */
export class KeyMap<V> {
  readonly #partitions = new Map<string, Map<string, V>>();

  get isEmpty(): boolean {
    return this.#partitions.size === 0;
  }

  get({ pk, sk }: Key): V | undefined {
    return this.#partitions.get(pk)?.get(sk);
  }

  set({ pk, sk }: Key, value: V): void {
    const partition = this.#partitions.get(pk);
    if (partition === undefined) this.#partitions.set(pk, new Map([[sk, value]]));
    else partition.set(sk, value);
  }

  delete({ pk, sk }: Key): void {
    const partition = this.#partitions.get(pk);
    if (partition?.delete(sk) === true && partition.size === 0) this.#partitions.delete(pk);
  }

  /** Sort keys of a partition. */
  keysOf(pk: string): Iterable<string> {
    return this.#partitions.get(pk)?.keys() ?? [];
  }

  values(): readonly V[] {
    return [...this.#partitions.values()].flatMap((partition) => Array.from(partition.values()));
  }
}
