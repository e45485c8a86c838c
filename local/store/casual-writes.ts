import type { Item, Key } from '../../lambdas/table/store.ts';
import { contains, type Range } from './range.ts';

/** An item that was counted or hinted at and is not in the database yet. */
export interface Noted {
  readonly item: Item;
  /** Its JSON text has no more UTF-16 units than this. */
  readonly units: number;
  /** What the database holds. */
  readonly stored: Item | undefined;
  /** Epoch milliseconds of the last change. */
  readonly at: number;
}

/** Counts and hints that were answered already and go to the database with the next commit, however many, as one write. */
export class CasualWrites {
  readonly #partitions = new Map<string, Map<string, Noted>>();

  get isEmpty(): boolean {
    return this.#partitions.size === 0;
  }

  get({ pk, sk }: Key): Noted | undefined {
    return this.#partitions.get(pk)?.get(sk);
  }

  note(noted: Noted): void {
    const { pk, sk } = noted.item;
    const partition = this.#partitions.get(pk);
    if (partition === undefined) this.#partitions.set(pk, new Map([[sk, noted]]));
    else partition.set(sk, noted);
  }

  /** Whether an item of the partition that waits lies in the range. */
  meets(pk: string, range: Range): boolean {
    const partition = this.#partitions.get(pk);
    if (partition === undefined) return false;
    for (const sk of partition.keys()) if (contains(range, sk)) return true;
    return false;
  }

  all(): readonly Noted[] {
    return [...this.#partitions.values()].flatMap((partition) => Array.from(partition.values()));
  }

  clear(): void {
    this.#partitions.clear();
  }
}
