import { compile, type Token } from './compile.ts';

export type Value = string | number;
export type Values = Readonly<Record<string, Value>>;

/** Which case of a plural a number is, in English and in German. The browser's own rules take it ten milliseconds to make. */
const kindOf = (count: number): string => (Math.abs(count) === 1 ? 'one' : 'other');

/** A number as the locale writes it: below a thousand there is nothing to ask it about. */
export const digits = (count: number, locale: string): string =>
  Number.isInteger(count) && count >= 0 && count < 1_000 ? String(count) : count.toLocaleString(locale);

/** A message with its values in their places; `#` is the number that a plural counts, as the locale writes it. */
export function fill(message: string, values: Values, locale: string): string {
  const said = (tokens: readonly Token[], count?: number): string => tokens.map((token) => word(token, count)).join('');

  function word(token: Token, count: number | undefined): string {
    if (typeof token === 'string') return token === '#' && count !== undefined ? digits(count, locale) : token;
    const [name, , cases] = token;
    const value = Object.hasOwn(values, name) ? (values[name] ?? '') : '';
    if (!cases) return String(value);
    const counted = Number(value);
    return said(cases[value] ?? cases[kindOf(counted)] ?? cases['other'] ?? [], counted);
  }
  return said(compile(message));
}
