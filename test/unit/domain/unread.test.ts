import { describe, expect, it } from 'vitest';
import type { Message } from '../../../protocol/message.ts';
import { unbrokenTo } from '../../../lambdas/domain/unread.ts';

const from = { seq: 4, ord: 2 };
const NOW = 1_700_000_000_000;
const OLD = NOW - 3_600_000;
const message = (seq: number, ord: number, createdAt = OLD) => ({ seq, ord, notice: null, createdAt });
const notice = (seq: number, ord: number) => ({
  seq,
  ord,
  createdAt: OLD,
  notice: { what: 'archived' } satisfies Message['notice'],
});

describe('how far messages are all there', () => {
  it('goes through messages, notices and the numbers of changes between them', () => {
    expect(unbrokenTo(from, [], NOW)).toEqual(from);
    expect(unbrokenTo(from, [message(5, 3), notice(6, 3), message(9, 4)], NOW)).toEqual({ seq: 9, ord: 4 });
  });

  it('ends before a message that is not written yet', () => {
    expect(unbrokenTo(from, [message(6, 4)], NOW)).toEqual(from);
    expect(unbrokenTo(from, [message(5, 3), message(7, 5), message(8, 6)], NOW)).toEqual({ seq: 5, ord: 3 });
    expect(unbrokenTo(from, [message(5, 3), notice(7, 4)], NOW)).toEqual({ seq: 5, ord: 3 });
  });

  it('ends before a number that may be a change on its way', () => {
    expect(unbrokenTo(from, [message(5, 3), message(7, 4, NOW - 1_000)], NOW)).toEqual({ seq: 5, ord: 3 });
    expect(unbrokenTo(from, [message(5, 3), null, message(7, 4, NOW - 1_000)], NOW)).toEqual({ seq: 7, ord: 4 });
    expect(unbrokenTo(from, [message(5, 3, NOW), message(6, 4, NOW)], NOW)).toEqual({ seq: 6, ord: 4 });
  });

  it('goes over a number that was given up', () => {
    expect(unbrokenTo(from, [null, message(6, 4)], NOW)).toEqual({ seq: 6, ord: 4 });
    expect(unbrokenTo(from, [null, message(8, 5)], NOW)).toEqual(from);
    expect(unbrokenTo(from, [message(5, 3), null], NOW)).toEqual({ seq: 5, ord: 3 });
  });
});
