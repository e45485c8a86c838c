/** Typing begins at the end of what is there. */
export function writeOn(field: HTMLTextAreaElement): void {
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

/** Typing begins where a conversation is opened, if no keyboard comes up for that. */
export function openOn(field: HTMLTextAreaElement): void {
  if (window.matchMedia('(pointer: fine)').matches) writeOn(field);
}
