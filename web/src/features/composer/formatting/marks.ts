import { LINE, type Edit, type Field } from './edit.ts';

export type Mark = 'bold' | 'italic' | 'strike' | 'code';

/** The first is written; all of them are taken off. */
const MARKS: Readonly<Record<Mark, readonly [string, ...string[]]>> = {
  bold: ['**', '__'],
  italic: ['_', '*'],
  strike: ['~~'],
  code: ['`'],
};

interface Part {
  readonly from: number;
  readonly to: number;
}

/** Puts marks around what is selected, or takes them off; without a selection around the word or the caret. */
export function toggleMark(field: Field, mark: Mark): Edit {
  const { text, start, end } = field;
  if (start === end) {
    const word = wordAt(field);
    if (word.from === word.to) return atCaret(field, MARKS[mark][0]);
    const { insert, start: at, ...rest } = toggleMark({ text, start: word.from, end: word.to }, mark);
    const caret = start + at - word.from;
    return { ...rest, insert, start: caret, end: caret };
  }
  const parts = partsOf(field);
  const around = parts.map((part) => markAround(text, part, mark));
  const off = parts.length > 0 && around.every((one) => one !== null);
  const changes = parts.map((part, index) => {
    const has = around[index];
    if (!off) return has ? { ...part, insert: text.slice(part.from, part.to) } : wrapped(text, part, mark);
    return {
      from: has?.outer.from ?? part.from,
      to: has?.outer.to ?? part.to,
      insert: textOf(text, has?.inner ?? part),
    };
  });
  return joined(field, parts, changes);
}

interface Change extends Part {
  readonly insert: string;
}

function joined(field: Field, parts: readonly Part[], changes: readonly Change[]): Edit {
  const { text, start, end } = field;
  const [first] = changes;
  const last = changes.at(-1);
  if (!first || !last) return { from: end, to: end, insert: '', start, end };
  let insert = '';
  let at = first.from;
  for (const change of changes) {
    insert += text.slice(at, change.from) + change.insert;
    at = change.to;
  }
  const edit = { from: first.from, to: last.to, insert };
  if (changes.length > 1) return { ...edit, start: first.from, end: first.from + insert.length };
  // What was selected stays selected, without its marks: the same keys take them off again.
  const words = text.slice(parts[0]?.from, parts[0]?.to);
  const inside = insert.length > words.length ? insert.indexOf(words) : 0;
  const from = first.from + inside;
  return { ...edit, start: from, end: from + Math.min(words.length, insert.length) };
}

/** The selection line by line, without what begins a quote or an item and without spaces around. */
function partsOf({ text, start, end }: Field): readonly Part[] {
  const parts: Part[] = [];
  let at = start;
  for (const line of text.slice(start, end).split('\n')) {
    const isWhole = at === 0 || text[at - 1] === '\n';
    const skip = isWhole ? (LINE.exec(line)?.[0].length ?? 0) : 0;
    const words = line.slice(skip);
    const from = at + skip + words.length - words.trimStart().length;
    const to = at + skip + words.trimEnd().length;
    if (to > from) parts.push({ from, to });
    at += line.length + 1;
  }
  return parts;
}

interface Marked {
  readonly outer: Part;
  readonly inner: Part;
}

/** The part with its marks, which stand around it, other marks between or not, or are selected too; null when it has none. */
function markAround(text: string, part: Part, mark: Mark): Marked | null {
  for (let inner: Part | null = part; inner !== null; inner = withOther(text, inner)) {
    const outer = withOwn(text, inner, mark);
    if (outer) return { outer, inner };
  }
  const inner = withoutOwn(text, part, mark);
  return inner && { outer: part, inner };
}

/** The part with marks that stand right around it. */
function withOwn(text: string, { from, to }: Part, mark: Mark): Part | null {
  for (const sign of MARKS[mark]) {
    const around = lengthOf(runOf(text, from, -1, sign), runOf(text, to - 1, 1, sign), sign);
    const outer = { from: from - around, to: to + around };
    const inWord = sign === '_' && (isWord(text[outer.from - 1]) || isWord(text[outer.to]));
    if (around > 0 && !inWord) return outer;
  }
  return null;
}

/** The part without the marks that it begins and ends with. */
function withoutOwn(text: string, { from, to }: Part, mark: Mark): Part | null {
  for (const sign of MARKS[mark]) {
    const within = lengthOf(runOf(text, from - 1, 1, sign), runOf(text, to, -1, sign), sign);
    if (within > 0 && to - from > 2 * within) return { from: from + within, to: to - within };
  }
  return null;
}

/** The part with the marks around it, whichever they are; null when there are none. */
function withOther(text: string, { from, to }: Part): Part | null {
  const sign = text[from - 1];
  if (sign === undefined || !'*_~`'.includes(sign)) return null;
  const around = Math.min(runOf(text, from, -1, sign), runOf(text, to - 1, 1, sign));
  return around === 0 ? null : { from: from - around, to: to + around };
}

/** How many of the sign's character stand one after the other beside `at`. */
function runOf(text: string, at: number, step: 1 | -1, sign: string): number {
  let count = 0;
  while (text[at + step * (count + 1)] === sign[0]) count += 1;
  return count;
}

/** Characters of this mark in runs before and after: `***` is both marks, `**` is not `*`; all backticks are one mark. */
function lengthOf(before: number, after: number, sign: string): number {
  if (sign === '`') return before === after ? before : 0;
  const holds = (run: number): boolean => (sign.length === 2 ? run >= 2 : run % 2 === 1);
  return holds(before) && holds(after) ? sign.length : 0;
}

function wrapped(text: string, { from, to }: Part, mark: Mark): Change {
  const words = text.slice(from, to);
  const inName = /[\p{L}\p{N}\p{M}_]/u.test(`${text[from - 1] ?? ''}${text[to] ?? ''}`);
  const sign = mark === 'code' ? ticksFor(words) : mark === 'italic' && inName ? '*' : MARKS[mark][0];
  const pad = mark === 'code' && (words.startsWith('`') || words.endsWith('`')) ? ' ' : '';
  return { from, to, insert: `${sign}${pad}${words}${pad}${sign}` };
}

const textOf = (text: string, { from, to }: Part): string => text.slice(from, to);

/** More backticks than anywhere in the code. */
export const ticksFor = (code: string): string =>
  '`'.repeat(Math.max(0, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length)) + 1);

/** A pair to write in; gone when it is asked for again, left behind when there is something in it. */
function atCaret({ text, start }: Field, sign: string): Edit {
  const closes = text.startsWith(sign, start);
  const { length } = sign;
  if (closes && text.slice(0, start).endsWith(sign))
    return { from: start - length, to: start + length, insert: '', start: start - length, end: start - length };
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  if (closes && line.split(sign).length % 2 === 0)
    return { from: start, to: start, insert: '', start: start + length, end: start + length };
  return { from: start, to: start, insert: sign + sign, start: start + length, end: start + length };
}

/** The word that the caret stands in; nothing when it stands at its edge. */
function wordAt({ text, start }: Field): Part {
  let [from, to] = [start, start];
  while (isWord(text[from - 1])) from -= 1;
  while (isWord(text[to])) to += 1;
  return from === start || to === start ? { from: start, to: start } : { from, to };
}

const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}\p{M}]/u.test(char);
