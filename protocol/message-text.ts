import { LIMITS } from './limits.ts';
import { utf8Length } from './utf8.ts';

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Says what keeps a text from being sent as a message, as a sentence for its author; null when nothing does. */
export function wrongWithText(text: string): string | null {
  if (text.length > LIMITS.messageCharacters)
    return `A message has at most ${LIMITS.messageCharacters} characters. Send it in parts.`;
  if (!/\S/u.test(text)) return 'Write something first.';
  if (LONE_SURROGATE.test(text)) return 'This text is not valid Unicode. Paste it again.';
  if (text.includes('\u0000')) return 'This text holds a NUL character. Remove it.';
  if (utf8Length(text) > LIMITS.messageBytes) return 'This message is too large. Send it in parts.';
  return null;
}
