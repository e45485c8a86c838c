import { expect, test } from 'vitest';
import { atMost, tableOf, withPart } from '../../../bench/web/figures.ts';

test('a table says which aims are met', () => {
  const table = tableOf([
    atMost('quick', '3 ms', 3, 20, 'ms'),
    atMost('slow', '21 ms', 21, 20, 'ms'),
    { what: 'plain', measured: '7' },
  ]);
  expect(table.split('\n').slice(2)).toEqual([
    '| quick | 3 ms | ≤ 20 ms: met |',
    '| slow | 21 ms | ≤ 20 ms: **missed** |',
    '| plain | 7 |  |',
  ]);
});

test('what was not measured met no aim', () => {
  expect(atMost('nothing', '', Number.NaN, 20, 'ms').met).toBe(false);
});

test('figures take the place of the older ones, and of nothing else', () => {
  const page = 'before\n<!-- speed: begin -->\nold\n<!-- speed: end -->\nafter';
  expect(withPart(page, 'speed', 'new')).toBe('before\n<!-- speed: begin -->\n\nnew\n\n<!-- speed: end -->\nafter');
  expect(withPart(withPart(page, 'speed', 'new'), 'speed', 'new')).toBe(withPart(page, 'speed', 'new'));
  expect(() => withPart(page, 'size', 'new')).toThrow('size: begin');
});
