import { describe, expect, it } from 'vitest';
import { rank } from '../../../web/src/features/switcher/rank.ts';
import type { Target } from '../../../web/src/features/switcher/target.ts';

const target = (name: string, weight = 0, about = '', words = ''): Target => ({
  id: name.replaceAll(' ', '_'),
  name,
  about,
  words,
  face: { icon: 'hash' },
  weight,
  lead: () => () => undefined,
});
const names = (text: string, targets: readonly Target[], recent: readonly string[] = []): readonly string[] =>
  rank(targets, text, recent).map(({ name }) => name);

const places = [
  target('general'),
  target('design-reviews', 0, 'What we draw'),
  target('random'),
  target('Ada Lovelace', -1, 'Engineer'),
  target('Jürgen Engel', -1),
  target('Create a channel', -3, '', 'new add'),
];

describe('what a few letters mean', () => {
  it.each([
    ['gen', 'general'],
    ['#rand', 'random'],
    ['@ada', 'Ada Lovelace'],
    ['love ada', 'Ada Lovelace'],
    ['genral', 'general'],
    ['jurgen', 'Jürgen Engel'],
    ['des rev', 'design-reviews'],
    ['draw', 'design-reviews'],
    ['new', 'Create a channel'],
  ])('%s is %s', (text, name) => {
    expect(names(text, places)[0]).toBe(name);
  });

  it('is nothing when nothing is like it', () => {
    expect(names('xyzzy', places)).toEqual([]);
  });

  it('prefers names that begin with it', () => {
    expect(names('en', [target('sent'), target('the end'), target('English')])[0]).toBe('English');
  });
});

it('without letters, what calls comes first, then what was chosen last', () => {
  const all = [target('a'), target('b'), target('c', 3), target('d', 1)];
  expect(names(' ', all, ['b', 'a'])).toEqual(['c', 'd', 'b', 'a']);
});
