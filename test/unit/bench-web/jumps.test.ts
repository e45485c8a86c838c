import { expect, test } from 'vitest';
import { isSeen, jumpOf } from '../../../bench/web/jumps.ts';

const before = { 10: 5, 11: 100, 12: 300 };
const moved = (by: number) => ({ 10: 5 + by, 11: 100 + by, 12: 300 + by });

test('rows that move with the scroll do not jump, however many frames it takes', () => {
  expect(jumpOf({ by: 120, before, after: [moved(0), moved(40), moved(120), moved(120)] })).toBe(0);
  expect(jumpOf({ by: 120, before, after: [moved(120.6)] })).toBe(0);
  expect(jumpOf({ by: -120, before, after: [moved(-30), moved(-120)] })).toBe(0);
});

test('rows that end elsewhere have jumped', () => {
  expect(jumpOf({ by: 120, before, after: [moved(120), moved(83)] })).toBe(37);
  expect(jumpOf({ by: 120, before, after: [moved(0), moved(0)] })).toBe(120);
  expect(jumpOf({ by: -120, before, after: [moved(-150)] })).toBe(30);
});

test('a flash on the way is a jump, too', () => {
  expect(jumpOf({ by: 120, before, after: [moved(-50), moved(120)] })).toBe(50);
  expect(jumpOf({ by: 120, before, after: [moved(500), moved(120)] })).toBe(380);
});

test('one row that moves away from the others is a jump', () => {
  expect(jumpOf({ by: 120, before, after: [{ ...moved(120), 12: 424 }] })).toBe(4);
});

test('rows that came or left say nothing; without a row to compare nothing was seen', () => {
  expect(jumpOf({ by: 120, before, after: [{ 9: 3, 11: 220 }] })).toBe(0);
  expect(isSeen({ by: 120, before, after: [moved(0), { 9: 3, 11: 220 }] })).toBe(true);
  expect(isSeen({ by: 120, before, after: [moved(0), { 3: 1 }] })).toBe(false);
  expect(isSeen({ by: 120, before, after: [] })).toBe(false);
});
