import type { Language } from './languages.ts';
import type { Messages } from './spoken.ts';

const CATALOGS: Readonly<Record<Language, () => Promise<Messages>>> = {
  en: () => Promise.resolve({}),
  de: () => import('./locales/de.json').then((catalog) => catalog.default),
};

/** The texts of a language. They are loaded once, however often they are asked for. */
export const catalogOf = (language: Language): Promise<Messages> => CATALOGS[language]();
