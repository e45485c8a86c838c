import type { Language } from '../i18n/languages.ts';

/** Settings of taste. They belong to a device, not to an account: a phone and a desk want different ones. */
export interface Preferences {
  /** `system`: the first of the browser's languages that there is. */
  readonly language: 'system' | Language;
  readonly theme: 'system' | 'light' | 'dark';
  readonly density: 'comfortable' | 'compact';
  readonly textSize: 'small' | 'medium' | 'large' | 'largest';
  /** `locale`: as the language has it. */
  readonly clock: 'locale' | '12' | '24';
  /** What Enter does in the composer; the other one takes Ctrl or ⌘. */
  readonly enter: 'send' | 'newLine';
}

/** All choices there are, the one that holds without a word first. */
export const CHOICES: { readonly [P in keyof Preferences]: readonly [Preferences[P], ...Preferences[P][]] } = {
  language: ['system', 'en', 'de'],
  theme: ['system', 'light', 'dark'],
  density: ['comfortable', 'compact'],
  textSize: ['medium', 'small', 'large', 'largest'],
  clock: ['locale', '12', '24'],
  enter: ['send', 'newLine'],
};

/** Kept preferences as they are now understood: what is missing or unknown is as without a word. */
export function readPreferences(kept: string | null): Preferences {
  const fields = new Map(Object.entries(parsed(kept)));
  const choose = <T>(name: string, [usual, ...others]: readonly [T, ...T[]]): T =>
    others.find((choice) => choice === fields.get(name)) ?? usual;
  return {
    language: choose('language', CHOICES.language),
    theme: choose('theme', CHOICES.theme),
    density: choose('density', CHOICES.density),
    textSize: choose('textSize', CHOICES.textSize),
    clock: choose('clock', CHOICES.clock),
    enter: choose('enter', CHOICES.enter),
  };
}

function parsed(kept: string | null): object {
  try {
    const value: unknown = JSON.parse(kept ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
