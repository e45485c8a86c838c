import { locale } from '../i18n/language.ts';

const lists = new Map<string, Intl.ListFormat>();

/** "Ada, Bob and Cy", as the language has it. */
export function listed(names: readonly string[]): string {
  const list = lists.get(locale()) ?? new Intl.ListFormat(locale(), { type: 'conjunction' });
  lists.set(locale(), list);
  return list.format(names);
}
