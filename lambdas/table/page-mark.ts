/** Where a list goes on: a store's cursor as an opaque text, believed only for the list that it came from. */
import type { Cursor } from './store.ts';

export const toMark = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');

/**
 * The cursor of a mark; undefined when it was not made for this list.
 * @param list attributes that must equal, and `prefix` attributes that must begin so.
 */
export function fromMark(
  mark: string,
  list: { readonly equal: Readonly<Record<string, string>>; readonly prefix: Readonly<Record<string, string>> },
): Cursor | undefined {
  const cursor = parse(mark);
  if (!cursor) return undefined;
  const fits =
    Object.entries(list.equal).every(([name, value]) => cursor[name] === value) &&
    Object.entries(list.prefix).every(([name, value]) => cursor[name]?.startsWith(value) === true);
  return fits ? cursor : undefined;
}

const NAMES = new Set(['pk', 'sk', 'dpk', 'dsk']);

function parse(mark: string): Record<string, string> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(mark, 'base64url').toString('utf8'));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const entries = Object.entries(value).filter(
      (entry): entry is [string, string] => NAMES.has(entry[0]) && typeof entry[1] === 'string' && entry[1] !== '',
    );
    return entries.length === Object.keys(value).length ? Object.fromEntries(entries) : undefined;
  } catch {
    return undefined;
  }
}
