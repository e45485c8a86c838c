import { LINE, replacedLines, wholeLines, type Edit, type Field } from './edit.ts';

export type LineKind = 'bullets' | 'numbers' | 'quote';

/** Makes the selected lines a list or a quote, or plain lines again. */
export function toggleLines(field: Field, kind: LineKind): Edit {
  const { from, to } = wholeLines(field);
  const lines = field.text.slice(from, to).split('\n');
  const isMeant = (line: string): boolean => line.trim() !== '' || lines.length === 1;
  const off = lines.every((line) => !isMeant(line) || isOf(line, kind));
  let number = 0;
  const next = lines.map((line) => {
    if (!isMeant(line)) return line;
    number += 1;
    return off ? without(line, kind) : isOf(line, kind) && kind !== 'numbers' ? line : having(line, kind, number);
  });
  return replacedLines(field, next.join('\n'));
}

function isOf(line: string, kind: LineKind): boolean {
  const [, quote = '', , bullet, number] = LINE.exec(line) ?? [];
  return kind === 'quote' ? quote !== '' : kind === 'bullets' ? bullet !== undefined : number !== undefined;
}

function without(line: string, kind: LineKind): string {
  if (kind === 'quote') return line.replace(/^> ?/, '');
  const [begin = '', quote = '', indent = ''] = LINE.exec(line) ?? [];
  return quote + indent + line.slice(begin.length);
}

function having(line: string, kind: LineKind, number: number): string {
  if (kind === 'quote') return `> ${line}`;
  const [begin = '', quote = '', indent = ''] = LINE.exec(line) ?? [];
  return `${quote}${indent}${kind === 'bullets' ? '-' : `${number}.`} ${line.slice(begin.length)}`;
}
