import { expect, it } from 'vitest';
import { digitsOf, isWhole } from '../../../web/src/features/auth/digits.ts';

it.each([
  ['123456', '123456'],
  [' 123 456 ', '123456'],
  ['123-456', '123456'],
  ['Your Parley code is 123456.', '123456'],
])('%j is a whole code however it was copied', (typed, code) => {
  expect(digitsOf(typed)).toBe(code);
  expect(isWhole(typed)).toBe(true);
});

it.each(['', '12345', '1234567', 'abcdef'])('%j is no whole code', (typed) => {
  expect(isWhole(typed)).toBe(false);
});
