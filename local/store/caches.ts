import { CasualWrites } from './casual-writes.ts';
import { ItemCache } from './item-cache.ts';
import { RangeCache } from './range-cache.ts';

/** What the store keeps in memory. One process owns the file, so these are exact: every write passes by here. */
export class Caches {
  readonly casual = new CasualWrites();
  readonly items = new ItemCache();
  readonly pages = new RangeCache();

  /** An item is being stored as this JSON text, or removed. */
  wrote(pk: string, sk: string, doc: string | undefined): void {
    this.items.forget(pk, sk);
    this.pages.wrote(pk, sk, doc);
  }
}
