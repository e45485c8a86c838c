import { LINE, type Edit, type Field } from './edit.ts';

const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/**
 * A new line in a list or a quote goes on with it; one in an empty item ends it.
 * @returns null where a new line is nothing more than that
 */
export function newLine({ text, start, end }: Field): Edit | null {
  const from = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const to = next < 0 ? text.length : next;
  const line = text.slice(from, to);
  const [begin = '', quote = '', indent, bullet, number, dot, space] = LINE.exec(line) ?? [];
  if (begin === '' || start < from + begin.length || isCode(text, from)) return null;
  if (line.slice(begin.length).trim() === '') {
    const left = indent === undefined ? '' : quote + outer(indent, begin.slice(quote.length + indent.length));
    return { from, to, insert: left, start: from + left.length, end: from + left.length };
  }
  const marker = number === undefined ? (bullet ?? '') : `${Number(number) + 1}${dot}`;
  const insert = `\n${quote}${indent ?? ''}${marker}${space ?? ''}`;
  return { from: start, to: end, insert, start: start + insert.length, end: start + insert.length };
}

/** An empty item of a list in a list goes on in the outer one. */
function outer(indent: string, marker: string): string {
  const step = indent.startsWith('\t') ? 1 : 2;
  return indent.length < step ? '' : indent.slice(step) + marker;
}

/** Whether the line that begins at `at` is within fenced code. */
function isCode(text: string, at: number): boolean {
  let fence = '';
  for (const line of text.slice(0, at).split('\n')) {
    const marks = FENCE.exec(line)?.[1];
    if (marks === undefined) continue;
    if (fence === '') fence = marks;
    else if (marks.startsWith(fence) && line.trim() === marks) fence = '';
  }
  return fence !== '';
}
