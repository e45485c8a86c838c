import { expect, test } from 'vitest';
import { worstWindow } from '../../../bench/web/in-page/layout-shifts.ts';

const shifts = (...times: readonly number[]) => times.map((at) => ({ at, value: 1 }));

test('shifts that follow each other within a second add up', () => {
  expect(worstWindow(shifts(0, 999, 1998))).toBe(3);
  expect(worstWindow(shifts(0, 1000, 1999))).toBe(2);
});

test('no window is longer than five seconds', () => {
  expect(worstWindow(shifts(0, 900, 1800, 2700, 3600, 4500, 5400))).toBe(6);
});

test('the worst window counts, wherever it is', () => {
  expect(worstWindow([])).toBe(0);
  expect(worstWindow([{ at: 0, value: 2 }, ...shifts(5000, 9000)])).toBe(2);
});
