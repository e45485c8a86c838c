/**
 * How to write what people read. English is written where it is shown, and is the name under which it is translated:
 *
 *     t('Save')                                                    a text; also for labels, titles, placeholders
 *     t('Sign out {device}', { device })                           with values; the compiler asks for exactly these
 *     t('{count, plural, one {# person} other {# people}}', { count })
 *     rich('We sent a code to {email}.', { email: <b>{email}</b> })  with elements (./rich.ts)
 *
 * Always a whole sentence in one literal: never parts glued together, never a variable or a choice as first argument. Call it
 * while rendering, not at the top of a file: constants hold `() => t('…')`. Memoised components call `useLanguage()`.
 * Then `npm run messages`, and translate what is empty in ./locales. Unit tests find a text that was forgotten.
 */
import { fill, type Value, type Values } from './fill.ts';
import { spoken } from './spoken.ts';

type Named<N extends string> = N extends `${string}${' ' | '#' | '{'}${string}` ? never : N;
type First<Rest extends string> = Rest extends `${infer Inner}}${string}`
  ? Inner extends `${infer Name},${string}`
    ? Named<Name>
    : Named<Inner>
  : never;
type Names<Message extends string> = Message extends `${string}{${infer Rest}` ? First<Rest> | Names<Rest> : never;

/** What a message asks for: nothing, or a value for each of its names; only literals can be found and translated. */
export type Asked<Message extends string, V> = string extends Message
  ? [never]
  : [Names<Message>] extends [never]
    ? []
    : [Readonly<Record<Names<Message>, V>>];

/** The message in the chosen language. */
export const t = <const Message extends string>(message: Message, ...[values]: Asked<Message, Value>): string =>
  filled(message, values);

/** A message that need not be a literal, with its values. */
export function filled(message: string, values: Values = {}): string {
  const { locale, messages } = spoken();
  return fill((Object.hasOwn(messages, message) && messages[message]) || message, values, locale);
}
