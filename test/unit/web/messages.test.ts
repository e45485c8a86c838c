import { setupI18n } from '@lingui/core';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../web/src/i18n/compile.ts';
import { LANGUAGES } from '../../../web/src/i18n/languages.ts';
import { filled } from '../../../web/src/i18n/t.ts';
import { allMessages } from '../../support/messages/all.ts';
import { catalogNames, readCatalog } from '../../support/messages/catalog.ts';

const messages = allMessages();

/** The names that a message is filled with, those of its cases too. */
const namesIn = (message: string): readonly string[] => [...new Set(namesOf(compile(message)))].toSorted();

function namesOf(tokens: unknown): readonly string[] {
  if (!Array.isArray(tokens)) return [];
  return tokens.flatMap((token: unknown) => {
    if (!Array.isArray(token)) return [];
    const [name, , cases]: readonly unknown[] = token;
    return [String(name), ...Object.values(cases ?? {}).flatMap(namesOf)];
  });
}

/** What a translation has as the message has it. */
const shape = (text: string): string => `${/[.?!…:]?$/u.exec(text)?.[0]}${text.split('\n').length}`;

it('has a catalog for every language but English, which is in the sources', () => {
  expect([...catalogNames(), 'en'].toSorted()).toEqual(Object.keys(LANGUAGES).toSorted());
});

describe.each(catalogNames())('%s', (name) => {
  const catalog = readCatalog(name);
  it('has exactly the messages of the sources (else: npm run messages)', () => {
    expect(Object.keys(catalog)).toEqual(messages);
  });
  it('leaves none empty', () => {
    expect(messages.filter((message) => !catalog[message]?.trim())).toEqual([]);
  });
  it('has the same values in every message', () => {
    const other = messages.filter((message) => namesIn(message).join() !== namesIn(catalog[message] ?? '').join());
    expect(other).toEqual([]);
  });
  it('has the same lines and the same end in every message', () => {
    expect(messages.filter((message) => shape(message) !== shape(catalog[message] ?? ''))).toEqual([]);
  });
});

/** lingui with its own compiler, which it has outside of production. */
const lingui = setupI18n({ locale: 'en', messages: { en: {} } });

it.each([...messages, ...catalogNames().flatMap((name) => Object.values(readCatalog(name)))])(
  'reads as lingui does: %s',
  (message) => {
    for (const value of [0, 1, 2, 1_234, 'Ada']) {
      const values = Object.fromEntries(namesIn(message).map((name) => [name, value]));
      expect(filled(message, values)).toBe(lingui._(message, values));
    }
  },
);
