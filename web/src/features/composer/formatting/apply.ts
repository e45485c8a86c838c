import type { Edit, Field } from './edit.ts';
import { MOST_TYPED } from './most-typed.ts';

export const fieldOf = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Field => ({
  text: value,
  start: selectionStart,
  end: selectionEnd,
});

/** Changes a text field as if it were typed, so that the browser's own undo takes it back; what is too long for that is put there. */
export function apply(field: HTMLTextAreaElement, { from, to, insert, start, end }: Edit): void {
  field.focus();
  if (from !== to || insert !== '') {
    field.setSelectionRange(from, to);
    // oxlint-disable-next-line typescript/no-deprecated -- nothing else writes into the history of undoing
    const done =
      insert.length <= MOST_TYPED && document.execCommand(insert === '' ? 'delete' : 'insertText', false, insert);
    if (!done) {
      field.setRangeText(insert, from, to, 'end');
      field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
    }
  }
  field.setSelectionRange(start, end);
}

/** Types a text in place of what is selected. */
export function typeIn(field: HTMLTextAreaElement, insert: string): void {
  const { start, end } = fieldOf(field);
  apply(field, { from: start, to: end, insert, start: start + insert.length, end: start + insert.length });
}
