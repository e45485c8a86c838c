/** What stands in a text field, and what is selected of it. */
export interface Field {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Replaces the text from `from` to `to`; then `start` to `end` is selected. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  readonly start: number;
  readonly end: number;
}

/** The field after an edit, as a browser shows it. */
export const edited = ({ text }: Field, { from, to, insert, start, end }: Edit): Field => ({
  text: text.slice(0, from) + insert + text.slice(to),
  start,
  end,
});

/** Begins of quotes, then of one list item, as the dialect has them. */
export const LINE = /^((?:> ?){0,5})(?:([ \t]{0,12})(?:([-*+•])|(\d{1,9})([.)]))( +))?/;

/** From the beginning of the first line that is selected in part to the end of the last one. */
export function wholeLines({ text, start, end }: Field): { readonly from: number; readonly to: number } {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  // A selection that ends where a line begins does not hold that line.
  const last = end > start && text[end - 1] === '\n' ? end - 1 : end;
  const to = text.indexOf('\n', last);
  return { from: start === 0 ? 0 : from, to: to < 0 ? text.length : to };
}

/** Replaces whole lines and keeps the caret where it was in its line, or the lines selected. */
export function replacedLines(field: Field, insert: string): Edit {
  const { from, to } = wholeLines(field);
  const grown = insert.length - (to - from);
  if (field.start !== field.end) return { from, to, insert, start: from, end: from + insert.length };
  const caret = Math.max(from, field.start + grown);
  return { from, to, insert, start: caret, end: caret };
}
