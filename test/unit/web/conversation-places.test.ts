import { describe, expect, it } from 'vitest';
import type { Message } from '../../../protocol/message.ts';
import { findDay } from '../../../web/src/features/conversation/find-day.ts';
import { haveGrown, holds, lineBeyond, spotOf } from '../../../web/src/features/conversation/goal.ts';
import { indexOfSeq, itemsOf, timeOn } from '../../../web/src/features/conversation/items.ts';
import { nextRow } from '../../../web/src/features/conversation/use-roving.ts';
import { rowsOf } from '../../../web/src/store/selectors.ts';
import type { Timeline } from '../../../web/src/store/state.ts';
import { trimmed } from '../../../web/src/store/timeline.ts';

const HOUR = 3_600_000;
const CHANNEL = 'C00000000000000000000000001';

function message(seq: number, createdAt: number, more: Partial<Message> = {}): Message {
  return {
    channelId: CHANNEL,
    seq,
    ord: seq,
    author: 'ada',
    clientMessageId: `message-${seq}`,
    text: `text ${seq}`,
    mentions: { people: [], channel: false, here: false },
    createdAt,
    editedAt: null,
    deletedAt: null,
    lastSeq: seq,
    notice: null,
    ...more,
  };
}

const many = (from: number, to: number): readonly Message[] =>
  Array.from({ length: to - from + 1 }, (_, index) => message(from + index, (from + index) * HOUR));

const timelineOf = (messages: readonly Message[], edges: Partial<Timeline> = {}): Timeline => ({
  messages,
  from: 0,
  to: null,
  through: 9_999,
  ahead: [],
  ...edges,
});

describe('what a long timeline lets go of', () => {
  it('is nothing while it is short', () => {
    const timeline = timelineOf(many(1, 1_600));
    expect(trimmed(timeline, 1_590, 1_600)).toBe(timeline);
  });

  it('is what is far above the end, when that is on screen', () => {
    const { messages, from, to } = trimmed(timelineOf(many(1, 2_000)), 1_980, 2_000);
    expect([messages[0]?.seq, messages.at(-1)?.seq, from, to]).toEqual([1_380, 2_000, 1_380, null]);
  });

  it('is what is far on both sides; what comes later does not reach it any more', () => {
    const { messages, from, to } = trimmed(timelineOf(many(1, 3_000)), 1_500, 1_520);
    expect([messages[0]?.seq, messages.at(-1)?.seq, from, to]).toEqual([900, 2_120, 900, 2_120]);
  });

  it('leaves an edge alone that is near', () => {
    const { from, to } = trimmed(timelineOf(many(50, 2_000), { from: 50 }), 60, 80);
    expect([from, to]).toEqual([50, 680]);
  });
});

/** A server with these messages, asked as the client asks. */
function searched(messages: readonly Message[], at: number) {
  let asked = 0;
  const found = findDay(
    ({ before = Infinity, limit = 50 }) => {
      asked += 1;
      const older = messages.filter(({ seq }) => seq < before);
      return Promise.resolve({
        messages: older.slice(-limit),
        through: 0,
        hasBefore: older.length > limit,
        hasAfter: older.length < messages.length,
      });
    },
    { channelId: CHANNEL, at, head: messages.at(-1)?.seq ?? 0, now: (messages.at(-1)?.createdAt ?? 0) + HOUR },
  );
  return found.then((seq) => ({ seq, asked }));
}

describe('the first message of a day', () => {
  const even = Array.from({ length: 50_000 }, (_, index) => message(index + 1, (index + 1) * 60_000));
  // Silence for years, then everything in a week; every third number is a change.
  const uneven = Array.from({ length: 30_000 }, (_, index) =>
    message(index * 3 + 1, index < 9 ? index : 1e11 + index * 20_000),
  );

  it.each([
    ['in the middle', even, 1_234_567_890],
    ['before all', even, 0],
    ['the newest', even, 50_000 * 60_000],
    ['after a long silence', uneven, 5e10],
    ['in the busy week', uneven, 1e11 + 4e8 + 1],
    ['among the very first', uneven, 5],
  ])('is found by few questions: %s', async (_, messages, at) => {
    const { seq, asked } = await searched(messages, at);
    expect(seq).toBe(messages.find(({ createdAt }) => createdAt >= at)?.seq);
    expect(asked).toBeLessThanOrEqual(16);
  });

  it('is the newest one when all are older, and none where there is none', async () => {
    expect((await searched(even.slice(0, 500), 1e12)).seq).toBe(500);
    expect((await searched([], 1)).seq).toBeNull();
  });
});

describe('where to go', () => {
  const line = { after: 20, upTo: null };
  const of = (timeline: Timeline) => itemsOf(rowsOf(timeline, [], 'me'), { me: 'me', line, from: timeline.from });

  it('is a message in this part, or the last one before it', () => {
    const items = of(timelineOf([message(3, HOUR), message(5, HOUR), message(9, HOUR)]));
    expect(indexOfSeq(items, 5)).toBe(indexOfSeq(items, 8));
    expect(indexOfSeq(items, 9)).toBe(items.length - 1);
    expect(indexOfSeq(items, 2)).toBe(-1);
  });

  it('is the unread line, loaded or not', () => {
    const whole = timelineOf(many(1, 60));
    expect(lineBeyond(whole, of(whole), 'me', line)).toBeNull();
    const within = timelineOf(many(10, 60), { from: 10 });
    expect(lineBeyond(within, of(within), 'me', line)).toBeNull();
    const { index, align } = spotOf(of(within), { seq: 21, as: 'line' });
    expect([of(within)[index]?.kind, align]).toEqual(['unread', 'start']);
    const beyond = timelineOf(many(40, 60), { from: 40 });
    expect(lineBeyond(beyond, of(beyond), 'me', line)).toEqual({ seq: 21, as: 'line' });
    const read = timelineOf(many(40, 60), { from: 40 });
    expect(lineBeyond(read, of(read), 'me', { after: 60, upTo: null })).toBeNull();
  });

  it('is held by a part from its first number to its last', () => {
    const part = timelineOf(many(10, 20), { from: 10, to: 20 });
    expect([9, 10, 20, 21].map((seq) => holds(part, seq))).toEqual([false, true, true, false]);
  });

  it('leads by arrows from message to message, past lines', () => {
    const items = of(timelineOf([message(1, 0), message(30, HOUR), message(31, 90 * HOUR)]));
    const rows = items.flatMap(({ kind }, index) => (kind === 'row' ? [index] : []));
    const [first = 0, second = 0, last = 0] = rows;
    expect(nextRow(items, second, 'ArrowDown')).toBe(last);
    expect(nextRow(items, second, 'ArrowUp')).toBe(first);
    expect(nextRow(items, last, 'ArrowDown')).toBeNull();
    expect(nextRow(items, last, 'Home')).toBe(first);
    expect(nextRow(items, first, 'End')).toBe(last);
    expect(nextRow(items, first, 'x')).toBeNull();
  });

  it('says which day is on screen, unless its line does', () => {
    const items = of(timelineOf([message(1, 10 * HOUR), message(2, 11 * HOUR)]));
    expect(timeOn(items, items.length - 1)).toBe(11 * HOUR);
    expect(
      timeOn(
        items,
        items.findIndex(({ kind }) => kind === 'day'),
      ),
    ).toBeNull();
  });
});

describe('what is news to who is at the end', () => {
  const told = [...many(1, 10), message(50, 50 * HOUR)];

  it('is what comes last, and what was missed before it', () => {
    expect(haveGrown(told, many(1, 10))).toBe(true);
    expect(haveGrown([...many(1, 49), message(50, 50 * HOUR)], told)).toBe(true);
    expect(haveGrown(many(1, 1), [])).toBe(true);
  });

  it('is no older page, no change, and nothing that was let go of', () => {
    expect(haveGrown(many(1, 20), many(11, 20))).toBe(false);
    expect(haveGrown(many(11, 20), many(1, 20))).toBe(false);
    expect(haveGrown([...many(1, 19), message(20, HOUR, { text: 'edited' })], many(1, 20))).toBe(false);
  });

  it('is what came with an older page', () => {
    expect(haveGrown(many(1, 21), many(11, 20))).toBe(true);
  });
});
