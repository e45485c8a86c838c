import { describe, expect, it } from 'vitest';
import { literalsOf } from '../../support/messages/literals.ts';
import { messagesOf, webSources } from '../../support/messages/messages.ts';

/** The page of specimens is for those who develop; the languages are called what they call themselves. */
const NOT_TRANSLATED = /^web\/src\/(?:features\/dev\/|i18n\/languages\.ts)/;

const said = webSources().filter(({ file }) => !NOT_TRANSLATED.test(file));
const part = (code: string) => ({ file: 'a.tsx', code });

it.each(said)('everything that $file says goes through t', (source) => {
  expect(literalsOf(source)).toEqual([]);
});

describe('a text is found', () => {
  it.each([
    '<p>Hello</p>',
    '<p>{count} people</p>',
    '<p>{open ? "Close" : other}</p>',
    '<p>{`Hello ${name}`}</p>',
    '<Button label="save" />',
    '<img alt={wide ? "x" : "a picture"} />',
    '<input placeholder={`find ${what}`} />',
    '<Choice options={[{ title: "Two words" }]} />',
  ])('in %s', (code) => {
    expect(literalsOf(part(`const a = ${code};`))).toHaveLength(1);
  });
});

it.each([
  '<p className="Two Words">{t("Hello")}</p>',
  '<p title={t("Hello {name}", { name })}>{name}</p>',
  '<p>Parley{"–"}</p>',
  '<a rel="noopener noreferrer" href="/some/where">{rich("Hello {name}", { name })}</a>',
  '<p onKeyDown={({ key }) => key === "Enter" && call("some-name")} />',
])('nothing is found in %s', (code) => {
  expect(literalsOf(part(`const a = ${code};`))).toEqual([]);
});

it('takes the messages, and refuses one that nobody could translate', () => {
  expect(messagesOf(part('const a = [t("One"), rich("Two {a}", { a }), other("Three")];'))).toEqual(['One', 'Two {a}']);
  for (const argument of ['name', 'open ? "a" : "b"', '`Hello ${name}`'])
    expect(() => messagesOf(part(`\nconst a = t(${argument});`))).toThrow('a.tsx:2');
});
