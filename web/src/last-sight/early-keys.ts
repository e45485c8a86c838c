/** A key that writes. What needs composing (Chinese, for example) waits for the field. */
const isLetter = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  key.length === 1 && !ctrlKey && !metaKey && !altKey;

/**
 * Keeps what is typed while the conversation can be seen but not written in, and writes it into the composer before the first key
 * that reaches it. @returns how to stop, which writes what is left
 */
export function takeEarlyKeys(): () => void {
  let typed = '';
  function hand(): void {
    const field = document.querySelector<HTMLTextAreaElement>('#root [data-composer]');
    if (typed === '' || !field) return;
    field.focus();
    // As if typed there just now: what listens to the field hears of it, and it can be undone.
    document.execCommand('insertText', false, typed);
    typed = '';
  }
  function listen(event: KeyboardEvent): void {
    if (event.target !== document.body) hand();
    else if (isLetter(event)) typed += event.key;
    else if (event.key === 'Backspace') typed = typed.slice(0, -1);
  }
  document.addEventListener('keydown', listen, true);
  return () => {
    document.removeEventListener('keydown', listen, true);
    hand();
  };
}
