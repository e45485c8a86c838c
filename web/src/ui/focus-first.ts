/**
 * For `ref`: the field where typing begins. It is focused when it appears; a dialog that opens around it finds it by
 * the attribute.
 */
export function focusFirst(element: HTMLElement | null): void {
  element?.setAttribute('autofocus', '');
  element?.focus();
}
