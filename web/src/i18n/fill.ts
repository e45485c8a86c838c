import { compile, type Token } from './compile.ts';

export type Value = string | number;
export type Values = Readonly<Record<string, Value>>;

const rules = new Map<string, Intl.PluralRules>();

function rulesOf(locale: string): Intl.PluralRules {
  const made = rules.get(locale) ?? new Intl.PluralRules(locale);
  rules.set(locale, made);
  return made;
}

/** A message with its values in their places; `#` is the number that a plural counts, as the locale writes it. */
export function fill(message: string, values: Values, locale: string): string {
  const said = (tokens: readonly Token[], count?: number): string => tokens.map((token) => word(token, count)).join('');

  function word(token: Token, count: number | undefined): string {
    if (typeof token === 'string') return token === '#' && count !== undefined ? count.toLocaleString(locale) : token;
    const [name, , cases] = token;
    const value = Object.hasOwn(values, name) ? (values[name] ?? '') : '';
    if (!cases) return String(value);
    const counted = Number(value);
    const kind = rulesOf(locale).select(counted);
    return said(cases[value] ?? cases[kind] ?? cases['other'] ?? [], counted);
  }
  return said(compile(message));
}
