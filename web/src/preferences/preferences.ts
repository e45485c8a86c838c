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

/** Keys of a touch screen have no Shift Enter, and the button that sends is beside them. */
const enter: readonly [Preferences['enter'], Preferences['enter']] = globalThis.matchMedia?.('(pointer: coarse)')
  .matches
  ? ['newLine', 'send']
  : ['send', 'newLine'];

/** All choices there are, the one that holds without a word first. */
export const CHOICES: { readonly [P in keyof Preferences]: readonly [Preferences[P], ...Preferences[P][]] } = {
  language: ['system', 'en', 'de'],
  theme: ['system', 'light', 'dark'],
  density: ['comfortable', 'compact'],
  textSize: ['medium', 'small', 'large', 'largest'],
  clock: ['locale', '12', '24'],
  enter,
};

/** Kept preferences as they are now understood: what is missing or unknown is as without a word. */
export function readPreferences(kept: string | null): Preferences {
  const fields = new Map(Object.entries(parsed(kept)));
  const choose = <P extends keyof Preferences>(name: P): Preferences[P] =>
    CHOICES[name].find((choice) => choice === fields.get(name)) ?? CHOICES[name][0];
  return {
    language: choose('language'),
    theme: choose('theme'),
    density: choose('density'),
    textSize: choose('textSize'),
    clock: choose('clock'),
    enter: choose('enter'),
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
