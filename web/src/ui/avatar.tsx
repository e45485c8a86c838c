import css from './avatar.module.css';
import { classes } from './classes.ts';

interface AvatarProps {
  /** Decides the colour: the same person has the same one everywhere. */
  readonly id: string;
  readonly name: string;
  readonly size?: 'xs' | 'sm' | 'md' | 'lg';
}

/** Initials on the person's colour; decoration beside a name. */
export function Avatar({ id, name, size = 'md' }: AvatarProps) {
  return (
    <span
      className={classes(css.avatar, css[size], css[`hue${hueOf(id)}`])}
      data-initials={initials(name)}
      aria-hidden="true"
    />
  );
}

const HUES = 8;
function hueOf(id: string): number {
  let sum = 0;
  for (let i = 0; i < id.length; i++) sum = (sum * 31 + id.charCodeAt(i)) % 9973;
  return sum % HUES;
}

/** One or two letters that stand for a name. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s\-_.]+/u)
    .filter(Boolean);
  const first = words[0];
  if (first === undefined) return '?';
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last]
    .map((word) => String.fromCodePoint(word?.codePointAt(0) ?? 0x20).trim())
    .join('')
    .toLocaleUpperCase();
}
