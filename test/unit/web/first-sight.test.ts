import { describe, expect, it } from 'vitest';
import { offsetOf } from '../../../web/src/features/conversation/first-sight.ts';
import { heightOf } from '../../../web/src/features/conversation/heights.ts';
import type { Item } from '../../../web/src/features/conversation/items.ts';

const room = { paddingStart: 96, paddingEnd: 12, above: 64 };
const days = (from: number, to: number): readonly Item[] =>
  Array.from({ length: to - from }, (_, index) => ({ kind: 'day', key: `day ${from + index}`, at: 0 }));
const line: Item = { kind: 'unread', key: 'unread' };
const heights = (each: number): ReadonlyMap<string, number> =>
  new Map([...days(0, 30).map(({ key }) => [key, each] as const), ['unread', 30]]);

describe('where a list begins that is opened again', () => {
  it('shows the end by the heights that its rows had', () => {
    expect(offsetOf(days(0, 30), heights(50), room, 700)).toBe(96 + 30 * 50 + 12 - 700);
  });

  it('supposes the heights that nobody knows yet', () => {
    const items = days(0, 40);
    expect(offsetOf(items, heights(50), room, 700)).toBe(96 + 30 * 50 + 10 * heightOf(items[39]) + 12 - 700);
  });

  it('shows the unread line when it is above the last screen', () => {
    expect(offsetOf([...days(0, 5), line, ...days(5, 30)], heights(50), room, 700)).toBe(96 + 5 * 50 - 64);
  });

  it('shows the end when the unread line is on the last screen', () => {
    expect(offsetOf([...days(0, 28), line, ...days(28, 30)], heights(50), room, 700)).toBe(
      96 + 30 * 50 + 30 + 12 - 700,
    );
  });

  it('begins at the top when all of it is on one screen', () => {
    expect(offsetOf([line, ...days(0, 3)], heights(50), room, 700)).toBe(0);
  });
});
