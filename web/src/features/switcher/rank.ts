import UFuzzy from '@leeoniya/ufuzzy';
import type { Target } from './target.ts';

/** Letters may be left out, and one be wrong or swapped in each word; words may come in any order. */
const fuzzy = new UFuzzy({ intraMode: 1, intraIns: 3 });
const WORDS = 1;
const ORDERED = 1_000;
const MOST = 50;

const startsWith = (name: string, needle: string): boolean =>
  UFuzzy.latinize(name).toLowerCase().startsWith(needle.toLowerCase());

/**
 * Targets that `text` may mean, the likeliest first; without a text those that ask for attention, then the latest chosen.
 * @param recent ids of what was chosen before, the latest first
 */
export function rank(targets: readonly Target[], text: string, recent: readonly string[]): readonly Target[] {
  const place = new Map(recent.map((id, index) => [id, index]));
  const lately = ({ id }: Target): number => place.get(id) ?? recent.length;
  const needle = UFuzzy.latinize(text.replace(/^[#@]/, '').trim());
  if (needle === '') return targets.toSorted((a, b) => b.weight - a.weight || lately(a) - lately(b)).slice(0, MOST);
  const haystack = UFuzzy.latinize(targets.map(({ name, about, words = '' }) => `${name} ${about} ${words}`));
  const [found, info, order] = fuzzy.search(haystack, needle, WORDS, ORDERED);
  const best = info && order ? order.map((at) => info.idx[at] ?? -1) : (found ?? []);
  return best
    .flatMap((index) => targets[index] ?? [])
    .toSorted((a, b) => Number(startsWith(b.name, needle)) - Number(startsWith(a.name, needle)))
    .slice(0, MOST);
}
