import type { Item } from './items.ts';

const LINE_PX = 22;
const LETTERS = 85;

/** About how high an item will be, before it was on screen. */
export function heightOf(item: Item | undefined): number {
  if (item?.kind === 'day') return 42;
  if (item?.kind === 'beginning') return 190;
  if (item?.kind !== 'row') return 30;
  const { text } = item.message ?? item.outgoing ?? { text: '' };
  return Math.ceil(Math.max(1, text.length) / LETTERS) * LINE_PX + (item.head ? 36 : 4);
}
