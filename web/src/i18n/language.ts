import { useSyncExternalStore } from 'react';
import { preferences } from '../preferences/shown.ts';
import { onPreferences } from '../preferences/store.ts';
import { catalogOf } from './catalogs.ts';
import { languageFor, localeFor } from './languages.ts';
import { onSpoken, speak, spoken } from './spoken.ts';

/** The language of dates and numbers. */
export const locale = (): string => spoken().locale;

let turn = 0;

async function follow(): Promise<void> {
  const mine = ++turn;
  const language = languageFor(preferences().language, navigator.languages);
  const tag = localeFor(language, navigator.languages);
  if (tag === locale()) return;
  const messages = await catalogOf(language).catch(() => null);
  // A later wish counts, and a catalog that cannot be had leaves what is there.
  if (mine !== turn || !messages) return;
  document.documentElement.lang = language;
  speak({ locale: tag, messages });
}

/** Shows everything in the language of this device, and every change of it. Wait for it before the first paint. */
export function startLanguage(): Promise<void> {
  onPreferences(() => void follow());
  window.addEventListener('languagechange', () => void follow());
  return follow();
}

/** The language that is shown; what calls this is rendered anew when another one is. */
export const useLanguage = (): string => useSyncExternalStore(onSpoken, locale);
