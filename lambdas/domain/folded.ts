const LONGEST = 80;

/** A name as it sorts and is searched for: without case, accents and double spaces, in any script; at most 80 characters. */
export function folded(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return Array.from(plain).slice(0, LONGEST).join('');
}
