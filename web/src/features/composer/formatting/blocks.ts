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
const LINK = /^\[([^\]\n]*)\]\([^)\s]*\)$/;

/** `[words](address)`, with what is still missing selected; a whole link becomes its words again. */
export function toggleLink({ text, start, end }: Field): Edit {
  const words = text.slice(start, end);
  const linked = LINK.exec(words)?.[1];
  if (linked !== undefined) return { from: start, to: end, insert: linked, start, end: start + linked.length };
  const isAddress = safeHref(words) !== null;
  const href = isAddress ? words : 'https://';
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
