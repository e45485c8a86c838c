import { utf8Length } from '../../protocol/utf8.ts';

/** Bytes of JSON that a page may have: it fits a reply over the socket. */
export const PAGE_BYTES = 100_000;
/** Everything of a message but its text, at most. */
const FRAME = 600;
const MENTION = 30;

interface Sized {
  readonly text: string;
  readonly mentions: { readonly people: readonly string[] };
}

/** As many of the first values as fit into `bytes` of JSON, at least one. */
export function fitting<T>(values: readonly T[], sizedOf: (value: T) => Sized, bytes = PAGE_BYTES): readonly T[] {
  let left = bytes;
  for (const [index, value] of values.entries()) {
    const { text, mentions } = sizedOf(value);
    left -= FRAME + MENTION * mentions.people.length + utf8Length(JSON.stringify(text));
    if (left < 0 && index > 0) return values.slice(0, index);
  }
  return values;
}
