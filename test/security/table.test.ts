/** docs/security.md says of every class what shows it, or what it waits for. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BROWSER } from '../mutants/browser.ts';
import { MUTANTS } from '../mutants/list.ts';
import { SECURITY } from '../mutants/security.ts';

const CLASSES = 25;
const page = readFileSync('docs/security.md', 'utf8');
const rows = page
  .split('\n')
  .filter((line) => /^\| (?:\d+ )?\|/.test(line))
  .map((line) => {
    const [number = '', name = '', shown = '', planted = ''] = line.split('|').slice(1, -1);
    return { number: number.trim(), name: name.trim(), shown, planted };
  });
const quoted = (text: string): readonly string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, inside = '']) => inside);

test('every class is there, with a test or with what it waits for', () => {
  const numbers = rows.flatMap(({ number }) => (number === '' ? [] : [Number(number)]));
  expect(numbers).toEqual(Array.from({ length: CLASSES }, (_, index) => index + 1));
  for (const { name, shown } of rows)
    expect([name, quoted(shown).length > 0 || shown.includes('waits for: ')]).toEqual([name, true]);
});

test('every file that it names is there', () => {
  const files = rows.flatMap(({ shown }) => quoted(shown)).filter((text) => text.startsWith('test/'));
  expect(files.length).toBeGreaterThan(15);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

test('every planted bug that it names is planted, and every one of ours is named', () => {
  const ids = new Set(MUTANTS.map(({ id }) => id));
  const named = rows.flatMap(({ planted }) => quoted(planted)).filter((text) => !text.includes('/'));
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
  const general = ['bottomless-json', 'wrong-field-unnamed', 'range-runs-backwards', 'told-twice-asks'];
  expect([...SECURITY, ...BROWSER].map(({ id }) => id).filter((id) => !named.includes(id))).toEqual(general);
});
