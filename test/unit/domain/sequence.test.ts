import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { holesIn, overdueBefore, takenSince, unbroken } from '../../../lambdas/domain/sequence.ts';

const entry = (seq: number, writtenAt = 0, since = writtenAt) => ({ seq, writtenAt, since });

describe('numbers', () => {
  it('end where the first hole is', () => {
    expect(
      unbroken(
        0,
        [1, 2, 3, 5].map((seq) => entry(seq)),
      ),
    ).toBe(3);
    expect(
      unbroken(
        4,
        [1, 2, 3, 5, 6].map((seq) => entry(seq)),
      ),
    ).toBe(6);
    expect(unbroken(7, [])).toBe(7);
  });

  it('holes and what stands make up the whole span', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 })), fc.nat(30), fc.nat(60), (numbers, after, to) => {
        const entries = numbers.toSorted((a, b) => a - b).map((seq) => entry(seq));
        const holes = holesIn(after, to, entries);
        const span = Array.from({ length: Math.max(0, to - after) }, (_, index) => after + 1 + index);
        expect(holes).toEqual(span.filter((seq) => !numbers.includes(seq)));
        expect(unbroken(after, entries)).toBe((holesIn(after, 100, entries)[0] ?? 0) - 1);
      }),
    );
  });

  it('are overdue when something behind them is older than a second', () => {
    const entries = [entry(1, 0), entry(3, 500), entry(5, 1_200)];
    expect(overdueBefore(entries, 999)).toBe(0);
    expect(overdueBefore(entries, 1_500)).toBe(3);
    expect(overdueBefore(entries, 2_200)).toBe(5);
  });

  it('were taken after what stands below them', () => {
    expect(takenSince(3, [entry(1, 100), entry(2, 900, 100), entry(4, 950)])).toBe(100);
    expect(takenSince(1, [entry(2, 10)])).toBeUndefined();
  });
});
