import { safeHref } from '../../conversation/markdown/links.ts';
import { replacedLines, wholeLines, type Edit, type Field } from './edit.ts';
import { ticksFor } from './marks.ts';

/** Fences around the selected lines, or off again. */
export function toggleCodeBlock(field: Field): Edit {
  const { text } = field;
  const { from, to } = wholeLines(field);
  const lines = text.slice(from, to).split('\n');
  if (lines.length > 1 && isFence(lines[0]) && isFence(lines.at(-1)))
    return replacedLines(field, lines.slice(1, -1).join('\n'));
  const code = lines.join('\n');
  const fence = ticksFor(code).padEnd(3, '`');
  const insert = `${fence}\n${code}\n${fence}`;
  const at = from + fence.length + 1;
  const [start, end] = code === '' ? [at, at] : [from, from + insert.length];
  return { from, to, insert, start, end };
}

const isFence = (line = ''): boolean => /^(?:`{3,}|~{3,})/.test(line);
const LINK = /^\[([^\]\n]*)\]\(([^)\s]*)\)$/;
/** How an address begins that is still to be written. */
const EMPTY = 'https://';

interface Link {
  readonly from: number;
  readonly to: number;
  readonly words: string;
  readonly href: string;
}

/** The link that is this part of a text, and nothing else. */
function linkAt(text: string, from: number, to: number): Link | null {
  const [, words, href] = LINK.exec(text.slice(from, to)) ?? [];
  return words === undefined || href === undefined ? null : { from, to, words, href };
}

/** The link that the caret or the selection is in. */
function linkAround({ text, start, end }: Field): Link | null {
  const from = start === 0 ? -1 : text.lastIndexOf('[', start - 1);
  return from < 0 ? null : linkAt(text, from, text.indexOf(')', end) + 1);
}

/** `[words](address)`, with what is still missing selected; a link becomes its words again, or its address where it has none. */
export function toggleLink(field: Field): Edit {
  const { text, start, end } = field;
  const link = linkAt(text, start, end) ?? linkAround(field);
  if (link !== null) {
    const { from, to } = link;
    const insert = link.words === '' && link.href !== EMPTY ? link.href : link.words;
    return { from, to, insert, start: from, end: from + insert.length };
  }
  const words = text.slice(start, end);
  const isAddress = safeHref(words) !== null;
  const href = isAddress ? words : EMPTY;
  const named = isAddress ? '' : words;
  const insert = `[${named}](${href})`;
  const at = start + named.length + 3;
  return named === ''
    ? { from: start, to: end, insert, start: start + 1, end: start + 1 }
    : { from: start, to: end, insert, start: at, end: at + href.length };
}

/** The selected words as a link to a pasted address; null when these are not words, or that is no address. */
export function linkTo({ text, start, end }: Field, pasted: string): Edit | null {
  const words = text.slice(start, end);
  const href = safeHref(pasted);
  if (href === null || words.trim() === '' || /[\n[\]]/.test(words) || safeHref(words) !== null) return null;
  const insert = `[${words}](${href.replaceAll('(', '%28').replaceAll(')', '%29')})`;
  return { from: start, to: end, insert, start: start + insert.length, end: start + insert.length };
}
