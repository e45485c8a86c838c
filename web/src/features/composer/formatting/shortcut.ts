import { isApple } from '../../keyboard/keys.ts';

export type Format = 'bold' | 'italic' | 'strike' | 'link' | 'bullets' | 'numbers' | 'quote' | 'code' | 'codeBlock';

const FORMATS: Readonly<Record<string, Format>> = {
  b: 'bold',
  i: 'italic',
  e: 'code',
  'shift c': 'code',
  'alt shift c': 'codeBlock',
  'shift x': 'strike',
  'shift u': 'link',
  'shift 7': 'numbers',
  'shift 8': 'bullets',
  'shift 9': 'quote',
};

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** What is pressed with the command key, as `shift c`; '' without it. Digits go by their place: Shift makes signs of them. */
export function commandOf({ key, code, altKey, ctrlKey, metaKey, shiftKey }: Pressed): string {
  if (isApple ? !metaKey || ctrlKey : !ctrlKey || metaKey) return '';
  const letter = /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace(/^(?:Key|Digit)/, '').toLowerCase();
  return `${altKey ? 'alt ' : ''}${shiftKey ? 'shift ' : ''}${letter}`;
}

/** What the keys do to a text. */
export const formatOf = (command: string): Format | undefined => FORMATS[command];
