import { describe, expect, it } from 'vitest';
import { Whole } from '../../../lambdas/domain/unread.ts';

const NOW = 1_700_000_000_000;
const OLD = NOW - 3_600_000;
const at = (seq: number, createdAt: number | null = OLD) => ({ seq, createdAt });
const young = (seq: number) => at(seq, NOW - 1_000);
const gone = (seq: number) => at(seq, null);

const through = (...stood: readonly ReturnType<typeof at>[]): number => {
  const whole = new Whole(4, NOW);
  for (const one of stood) whole.add(one);
  return whole.through;
};

describe('how far messages are all there', () => {
  it('goes through what follows one another, and over the numbers of old changes', () => {
    expect(through()).toBe(4);
    expect(through(young(5), young(6))).toBe(6);
    expect(through(at(5), at(6), at(9))).toBe(9);
  });

  it('ends before a number that may be written yet', () => {
    expect(through(young(6))).toBe(4);
    expect(through(at(5), young(7), young(8), young(9))).toBe(5);
    expect(through(at(5), young(7), at(9))).toBe(5);
    // The clocks of two processes are up to ten minutes apart.
    expect(through(at(6, NOW - 10 * 60_000 - 29_000))).toBe(4);
  });

  it('goes over a number that was given up', () => {
    expect(through(gone(5), young(6))).toBe(6);
    expect(through(young(5), gone(6))).toBe(6);
    expect(through(gone(6), young(7))).toBe(4);
    expect(through(gone(6), gone(8), young(9))).toBe(4);
    expect(through(gone(6), at(7))).toBe(7);
  });
});
