import { LANGUAGES } from '../../i18n/languages.ts';
import { t } from '../../i18n/t.ts';
import { CHOICES, type Preferences } from '../../preferences/preferences.ts';
import { setPreference, usePreferences } from '../../preferences/store.ts';
import { Choice } from '../../ui/choice.tsx';
import { isApple, withCommand } from '../keyboard/keys.ts';
import css from './sections.module.css';

type Words<P extends keyof Preferences> = () => Readonly<
  Record<Preferences[P], readonly [label: string, hint?: string]>
>;

const LANGUAGE: Words<'language'> = () => ({
  system: [t('System'), t('As this browser is set')],
  en: [LANGUAGES.en],
  de: [LANGUAGES.de],
});
const THEME: Words<'theme'> = () => ({
  system: [t('System'), t('Light or dark as this device is')],
  light: [t('Light')],
  dark: [t('Dark')],
});
const DENSITY: Words<'density'> = () => ({
  comfortable: [t('Comfortable'), t('Faces beside messages, and air between them')],
  compact: [t('Compact'), t('More messages on the screen')],
});
const TEXT_SIZE: Words<'textSize'> = () => ({
  small: [t('Small')],
  medium: [t('Medium')],
  large: [t('Large')],
  largest: [t('Largest')],
});
const CLOCK: Words<'clock'> = () => ({
  locale: [t('As usual in my language')],
  12: [t('12 hours'), t('3:30 pm')],
  24: [t('24 hours'), t('15:30')],
});
const ENTER: Words<'enter'> = () => ({
  send: [t('Sends the message'), t('{keys} makes a new line', { keys: t('Shift {key}', { key: t('Enter') }) })],
  newLine: [t('Makes a new line'), t('{keys} sends the message', { keys: withCommand(isApple ? '⏎' : t('Enter')) })],
});

/** How Parley looks and types on this device. */
export function AppearanceSection() {
  return (
    <>
      <p className={css.lead}>{t('These hold on this device only.')}</p>
      <One name="language" label={t('Language')} words={LANGUAGE} />
      <One name="theme" label={t('Colours')} words={THEME} />
      <One name="density" label={t('Density')} words={DENSITY} />
      <One name="textSize" label={t('Text size')} words={TEXT_SIZE} order={['small', 'medium', 'large', 'largest']} />
      <One name="clock" label={t('Times')} words={CLOCK} />
      <One name="enter" label={t('Enter')} words={ENTER} />
    </>
  );
}

interface OneProps<P extends keyof Preferences> {
  readonly name: P;
  readonly label: string;
  readonly words: Words<P>;
  readonly order?: readonly Preferences[P][];
}

function One<P extends keyof Preferences>({ name, label, words, order = CHOICES[name] }: OneProps<P>) {
  const value = usePreferences()[name];
  const said = words();
  return (
    <Choice
      label={label}
      value={value}
      options={order.map((choice) => {
        const [title, hint] = said[choice];
        return { value: choice, label: title, ...(hint === undefined ? {} : { hint }) };
      })}
      onChange={(choice) => setPreference(name, choice)}
    />
  );
}
