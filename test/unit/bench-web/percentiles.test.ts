import { expect, test } from 'vitest';
import { median, quantile, spread } from '../../../bench/web/percentiles.ts';

const HUNDRED = Array.from({ length: 100 }, (_, at) => 100 - at);

test('a quantile is a value that was measured', () => {
  expect(quantile(HUNDRED, 0.95)).toBe(95);
  expect(quantile(HUNDRED, 0.99)).toBe(99);
  expect(quantile(HUNDRED, 1)).toBe(100);
  expect(quantile(HUNDRED, 0)).toBe(1);
  expect(median([5, 1, 3])).toBe(3);
  expect(quantile([10, 9, 2], 0.95)).toBe(10);
});

test('nothing measured is no number', () => {
  expect(quantile([], 0.5)).toBeNaN();
});

test('a spread in words', () => {
  expect(spread([1, 2, 250])).toBe('median 2.0 ms, p95 250 ms (3 times)');
});
