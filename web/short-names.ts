import { createHash } from 'node:crypto';
import { relative } from 'node:path';

const taken = new Map<string, string>();

/**
 * Name of a style sheet's class on the page: the same in every build, on every machine.
 * @throws when two classes would have one name
 */
export function shortName(name: string, file: string): string {
  const whole = `${relative(import.meta.dirname, file)} ${name}`;
  const short = `_${createHash('sha256').update(whole).digest('base64url').slice(0, 4)}`;
  const other = taken.get(short) ?? whole;
  if (other !== whole) throw new Error(`${other} and ${whole} have one name: rename one of them`);
  taken.set(short, whole);
  return short;
}
