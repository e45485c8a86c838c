/** Moves surrogates above the rest of the basic plane, as UTF-8 sorts them. */
const rank = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

/** Compares two well-formed strings by their UTF-8 bytes, which JavaScript's own `<` (UTF-16) does not. */
export const compareUtf8 = (a: string, b: string): number => {
  const common = Math.min(a.length, b.length);
  for (let at = 0; at < common; at += 1) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
};

/** The smallest string above every string that begins with `prefix`; undefined when there is none. */
export const afterPrefix = (prefix: string): string | undefined => {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  while (points.at(-1) === 0x10ffff) points.pop();
  const last = points.pop();
  if (last === undefined) return undefined;
  return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1);
};
