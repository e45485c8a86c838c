import type { Entry } from '../domain/sequence.ts';
import { numberOf } from './attributes.ts';
import { isVoid, writtenAt } from './message.ts';
import { changesIn, messagesIn, numberIn } from './sequence.ts';
import type { Item, Store } from './store.ts';

/** An item of a channel's sequence under its number. */
export interface SequenceEntry extends Entry {
  readonly item: Item;
}

export const toEntry = (item: Item): SequenceEntry => ({
  seq: numberIn(item),
  writtenAt: writtenAt(item),
  since: isVoid(item) ? numberOf(item, 'since') : writtenAt(item),
  item,
});

/** Ascending by number; of a void, which stands twice, one. */
export function inOrder(items: readonly Item[]): readonly SequenceEntry[] {
  const entries = items.map(toEntry).toSorted((a, b) => a.seq - b.seq);
  return entries.filter(({ seq }, index) => entries[index - 1]?.seq !== seq);
}

/** What stands under the numbers in (after, to], strongly; all of it up to `covered`. */
export interface Reading {
  readonly entries: readonly SequenceEntry[];
  readonly covered: number;
}

/** Reads both kinds of items in parallel, up to `limit` of each. */
export async function readNumbers(
  store: Store,
  channelId: string,
  after: number,
  to: number,
  limit?: number,
): Promise<Reading> {
  if (after >= to) return { entries: [], covered: to };
  const stretches = await Promise.all([
    messagesIn(store, channelId, after, to, limit),
    changesIn(store, channelId, after, to, limit),
  ]);
  const ends = stretches.map(({ items, complete }) => {
    const last = items.at(-1);
    return complete || !last ? to : numberIn(last);
  });
  const covered = Math.min(...ends);
  const items = stretches.flatMap((stretch) => stretch.items);
  return { entries: inOrder(items).filter(({ seq }) => seq <= covered), covered };
}
