import type { Item } from './items.ts';

const LINE_PX = 22;
const LETTERS = 85;
const LETTER_PX = 7.4;
/** What stands beside the text in a narrow window. */
const BESIDE_PX = 76;

let known = 0;
/** Letters of a line, by the window as it was first: to ask for its width again might lay the page out each time. */
const lineLength = (): number =>
  (known ||= Math.min(LETTERS, Math.max(10, (window.innerWidth - BESIDE_PX) / LETTER_PX)));

/** About how high an item will be, before it was on screen. */
export function heightOf(item: Item | undefined): number {
  if (item?.kind === 'day') return 42;
  if (item?.kind === 'beginning') return 190;
  if (item?.kind !== 'row') return 30;
  const { text } = item.message ?? item.outgoing ?? { text: '' };
  const letters = lineLength();
  const lines = text.split('\n').reduce((sum, line) => sum + Math.ceil(Math.max(1, line.length) / letters), 0);
  return lines * LINE_PX + (item.head ? 36 : 4);
}

/**
 * What was supposed of an item stands until it is measured: were it supposed anew when its text changes, all below would move
 * before anybody knows that it did.
 */
export function supposedOf(item: Item | undefined, supposed: Map<string | number | bigint, number>): number {
  if (!item) return heightOf(item);
  const height = supposed.get(item.key) ?? heightOf(item);
  supposed.set(item.key, height);
  return height;
}
