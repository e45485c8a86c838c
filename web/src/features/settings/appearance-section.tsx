import { CHOICES, type Preferences } from '../../preferences/preferences.ts';
import { setPreference, usePreferences } from '../../preferences/store.ts';
import { Choice } from '../../ui/choice.tsx';
import { isApple, withCommand } from '../keyboard/keys.ts';
import css from './sections.module.css';

type Words<P extends keyof Preferences> = Readonly<Record<Preferences[P], readonly [label: string, hint?: string]>>;

const THEME: Words<'theme'> = {
  system: ['System', 'Light or dark as this device is'],
  light: ['Light'],
  dark: ['Dark'],
};
const DENSITY: Words<'density'> = {
  comfortable: ['Comfortable', 'Faces beside messages, and air between them'],
  compact: ['Compact', 'More messages on the screen'],
};
const TEXT_SIZE: Words<'textSize'> = {
  small: ['Small'],
  medium: ['Medium'],
  large: ['Large'],
  largest: ['Largest'],
};
const CLOCK: Words<'clock'> = {
  locale: ['As usual in my language'],
  12: ['12 hours', '3:30 pm'],
  24: ['24 hours', '15:30'],
};
const ENTER: Words<'enter'> = {
  send: ['Sends the message', 'Shift Enter makes a new line'],
  newLine: ['Makes a new line', `${withCommand(isApple ? '⏎' : 'Enter')} sends the message`],
};

/** How Parley looks and types on this device. */
export function AppearanceSection() {
  return (
    <>
      <p className={css.lead}>These hold on this device only.</p>
      <One name="theme" label="Colours" words={THEME} />
      <One name="density" label="Density" words={DENSITY} />
      <One name="textSize" label="Text size" words={TEXT_SIZE} order={['small', 'medium', 'large', 'largest']} />
      <One name="clock" label="Times" words={CLOCK} />
      <One name="enter" label="Enter" words={ENTER} />
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
  return (
    <Choice
      label={label}
      value={value}
      options={order.map((choice) => {
        const [title, hint] = words[choice];
        return { value: choice, label: title, ...(hint === undefined ? {} : { hint }) };
      })}
      onChange={(choice) => setPreference(name, choice)}
    />
  );
}
