import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, it } from 'vitest';
import { LANGUAGES, languageFor, localeFor } from '../../../web/src/i18n/languages.ts';
import { rich } from '../../../web/src/i18n/rich.ts';
import { inLanguage } from '../../../web/src/i18n/sentence.ts';
import { speak } from '../../../web/src/i18n/spoken.ts';
import { filled, t } from '../../../web/src/i18n/t.ts';

afterEach(() => speak());

const inGerman = (messages: Record<string, string>) => speak({ locale: 'de', messages });

it('is the English text until a language says it otherwise', () => {
  expect(t('Save')).toBe('Save');
  inGerman({ Save: 'Speichern', Close: '' });
  expect(t('Save')).toBe('Speichern');
  expect(t('Close')).toBe('Close');
});

it('puts values into the places that the language gives them', () => {
  inGerman({ '{name} joined {channel}': '{channel}: {name} ist dabei' });
  expect(t('{name} joined {channel}', { name: 'Ada', channel: '#tea' })).toBe('#tea: Ada ist dabei');
});

it('counts as the language does, with its digits', () => {
  const message = '{count, plural, =0 {nobody} one {# person} other {# people}}';
  inGerman({ [message]: '{count, plural, =0 {niemand} one {# Person} other {# Leute}}' });
  expect([0, 1, 2, 1_200].map((count) => filled(message, { count }))).toEqual([
    'niemand',
    '1 Person',
    '2 Leute',
    '1.200 Leute',
  ]);
});

it.each(Object.keys(LANGUAGES))('counts as %s is counted, without asking the browser for its rules', (language) => {
  speak({ locale: language, messages: {} });
  const rules = new Intl.PluralRules(language);
  const counts = [...Array(1_100).keys(), -1, 0.5, 1.5, 1_000_000];
  const said = counts.map((count) => filled('{count, plural, one {one #} other {other #}}', { count }));
  expect(said).toEqual(counts.map((count) => `${rules.select(count)} ${count.toLocaleString(language)}`));
});

it.each(['{name}', '<b>', '#', String.raw`\x41 \u0041 \\`, '$&', '\u{E000}'])(
  'shows a name as it is, whatever is in it: %s',
  (name) => {
    expect(t('Hello {name}!', { name })).toBe(`Hello ${name}!`);
    const count = 2;
    expect(t('{count, plural, one {# of {name}} other {# of {name}}}', { count, name })).toBe(`2 of ${name}`);
  },
);

it('puts elements into the places of values', () => {
  inGerman({ 'Sent to {email} by {who}.': 'Von {who} an {email}.' });
  const shown = rich('Sent to {email} by {who}.', { email: createElement('b', null, 'a@b.c'), who: '<i>{email}</i>' });
  expect(renderToStaticMarkup(shown)).toBe('Von &lt;i&gt;{email}&lt;/i&gt; an <b>a@b.c</b>.');
});

it.each([
  ['system', ['de-AT', 'en'], 'de', 'de-AT'],
  ['system', ['fr', 'de', 'en'], 'de', 'de'],
  ['system', ['fr'], 'en', 'en'],
  ['system', [], 'en', 'en'],
  ['system', ['constructor', 'en-GB'], 'en', 'en-GB'],
  ['en', ['de-DE', 'en-AU'], 'en', 'en-AU'],
  ['de', ['en-US'], 'de', 'de'],
] as const)('%s with a browser in %s is %s, dates as in %s', (chosen, tags, language, locale) => {
  expect(languageFor(chosen, tags)).toBe(language);
  expect(localeFor(language, tags)).toBe(locale);
});

it('says sentences of the server in the language, with their numbers, and others as they came', () => {
  inGerman({ 'At most {a} of {b}.': 'Von {b} höchstens {a}.', 'Wait.': 'Warte.' });
  expect(inLanguage('At most 9 of 1200.')).toBe('Von 1200 höchstens 9.');
  expect(inLanguage('Wait.')).toBe('Warte.');
  expect(inLanguage('A new sentence, {a} and 7.')).toBe('A new sentence, {a} and 7.');
  expect(inLanguage('constructor')).toBe('constructor');
});
