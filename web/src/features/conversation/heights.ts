import type { Item } from './items.ts';

/** Of a line of text, of all but the text of a row that begins a group and of one that goes on, and the least of the latter. */
const LINE_PX = 21.89;
const HEAD_PX = 34;
const REST_PX = 4;
const LEAST_PX = 26;
const LETTERS = 94;
const LETTER_PX = 7.4;
/** What stands beside the text in a narrow window. */
const BESIDE_PX = 76;

let known = 0;
/** Letters of a line, by the window as it was first: to ask for its width again might lay the page out each time. */
const lineLength = (): number =>
  (known ||= Math.min(LETTERS, Math.max(10, (window.innerWidth - BESIDE_PX) / LETTER_PX)));

/** About how high an item will be, before it was on screen. */
export function heightOf(item: Item | undefined): number {
  if (item?.kind === 'unread') return 0;
  if (item?.kind === 'day') return 42;
  if (item?.kind === 'beginning') return 190;
  if (item?.kind !== 'row') return 30;
  const { text } = item.message ?? item.outgoing ?? { text: '' };
  const letters = lineLength();
  const lines = text.split('\n').reduce((sum, line) => sum + Math.ceil(Math.max(1, line.length) / letters), 0);
  // As it is measured: in whole pixels.
  return Math.max(LEAST_PX, Math.round(lines * LINE_PX + (item.head ? HEAD_PX : REST_PX)));
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
