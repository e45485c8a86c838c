const SAFE = /^(?:https?:\/\/|mailto:)[^\s<>"`\\^{|}]+$/i;
const MAX_URL = 2_048;
const AUTO = /https?:\/\/[^\s<>"`\\^{|}]{1,2048}|mailto:[^\s<>"`\\^{|}]{1,320}/iy;
const WORD = /[\p{L}\p{N}_]/u;
/** Marks that end a sentence or wrap a link, and so do not belong to it. */
const TAIL = new Set('.,:;!?\'"*_~]');

/** The address if it may be opened: http, https and mailto only. */
export const safeHref = (href: string): string | null => {
  const trimmed = href.trim();
  return trimmed.length <= MAX_URL && SAFE.test(trimmed) ? trimmed : null;
};

/** A bare address that starts here, without the punctuation that follows it. */
export function autoLink(text: string, at: number): string | null {
  if (at > 0 && WORD.test(text.charAt(at - 1))) return null;
  AUTO.lastIndex = at;
  const found = AUTO.exec(text)?.[0];
  return found === undefined ? null : safeHref(found.slice(0, endOf(found)));
}

function endOf(url: string): number {
  let end = url.length;
  let opens = 0;
  for (const char of url) opens += char === '(' ? 1 : char === ')' ? -1 : 0;
  while (end > 0) {
    const char = url.charAt(end - 1);
    if (char === ')' && opens < 0) opens += 1;
    else if (!TAIL.has(char)) break;
    end -= 1;
  }
  return end;
}

/**
 * Ends of `(target)`, which may hold `(…)` itself. The last stop is remembered, so a text full of `](` costs one pass.
 * @returns for the place after `(`: the place of its `)`, or -1 when a space or the end comes first
 */
export function linkTargets(text: string): (at: number) => number {
  const stops = /\([^()[\]\s]*\)|[)\s]/g;
  let from = 0;
  let stop = -1;
  return (at) => {
    if (stop < at || at < from) {
      stops.lastIndex = at;
      from = at;
      let found = stops.exec(text);
      while (found?.[0][1]) found = stops.exec(text);
      stop = found?.index ?? text.length;
    }
    return text.charAt(stop) === ')' && stop > at ? stop : -1;
  };
}
