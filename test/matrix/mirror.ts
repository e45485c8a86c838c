import type { Item, Key, Write } from '../../lambdas/table/store.ts';
import type { LocalStore } from '../../local/store/index.ts';

const PAGE = 10_000;
const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

/** What a call did to one item. */
export interface Difference {
  readonly key: Key;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

/** A copy of the whole table, by which the effect of a call is told and taken back. */
export class Mirror {
  readonly #store: LocalStore;
  #items = new Map<string, Item>();
  #seen = 0;
  #commits = 0;

  private constructor(store: LocalStore) {
    this.#store = store;
  }

  static async of(store: LocalStore): Promise<Mirror> {
    const mirror = new Mirror(store);
    await mirror.#commit();
    for (const { key, after } of mirror.#touched()) mirror.#keep(key, after);
    return mirror;
  }

  /** A refusal may leave a count under way; the store keeps counts for its next commit, which this is, and hints for longer. */
  async #commit(): Promise<void> {
    await new Promise(setImmediate);
    await this.#store.saveCheckpoint('matrix', ++this.#commits);
    this.#store.settle();
  }

  #keep(key: Key, item: Item | undefined): void {
    if (item) this.#items.set(nameOf(key), item);
    else this.#items.delete(nameOf(key));
  }

  /** Items that were written since the last look, as they are now. */
  #touched(): readonly Difference[] {
    const touched = new Map<string, Difference>();
    for (;;) {
      const changes = this.#store.changes(this.#seen, PAGE);
      for (const { key, image } of changes) {
        touched.set(nameOf(key), { key, before: this.#items.get(nameOf(key)), after: image });
      }
      this.#seen = changes.at(-1)?.sequence ?? this.#seen;
      if (changes.length < PAGE) return [...touched.values()];
    }
  }

  /** What has become different, item by item; the table is as before afterwards. */
  async takeBack(): Promise<readonly Difference[]> {
    const found = new Map<string, Difference>();
    await this.#commit();
    while (this.#store.lastSequence !== this.#seen) {
      const differences = this.#touched().filter(({ before, after }) => !isSame(before, after));
      for (const difference of differences) found.set(nameOf(difference.key), difference);
      const writes = differences.map(({ key, before }): Write => (before ? { put: before } : { delete: key }));
      for (let at = 0; at < writes.length; at += 100) await this.#store.write(writes.slice(at, at + 100));
    }
    return [...found.values()];
  }
}

const isSame = (one: Item | undefined, other: Item | undefined): boolean =>
  one === other || (one !== undefined && other !== undefined && sorted(one) === sorted(other));

const sorted = (item: Item): string =>
  JSON.stringify(Object.entries(item).toSorted(([one], [other]) => (one < other ? -1 : 1)));
