/** The languages of Parley, each under its own name. English is in the code, the others come when they are wanted. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;

const isLanguage = (name: string): name is Language => Object.hasOwn(LANGUAGES, name);
const languageOf = (tag: string): string => tag.split('-', 1)[0]?.toLowerCase() ?? '';

/** The language that was chosen, else the first of the browser's languages that there is, else English. */
export const languageFor = (chosen: string, tags: readonly string[]): Language =>
  [chosen, ...tags.map(languageOf)].find(isLanguage) ?? 'en';

/** The language for dates and numbers: as the browser has it where it speaks the same one (`en-GB`, `de-AT`). */
export const localeFor = (language: Language, tags: readonly string[]): string =>
  tags.find((tag) => languageOf(tag) === language) ?? language;
