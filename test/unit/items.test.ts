import { describe, expect, it } from 'vitest';
import type { Message } from '../../protocol/message.ts';
import { heightOf } from '../../web/src/features/conversation/heights.ts';
import { itemsOf } from '../../web/src/features/conversation/items.ts';
import type { UnreadLine } from '../../web/src/features/conversation/use-reading.ts';
import { rowsOf } from '../../web/src/store/selectors.ts';

const MINUTE = 60_000;
const NOON = new Date(2026, 10, 20, 12).getTime();

function message(seq: number, author: string, minutes: number, more: Partial<Message> = {}): Message {
  return {
    channelId: 'C00000000000000000000000001',
    seq,
    ord: seq,
    author,
    clientMessageId: `message-${seq}`,
    text: `text ${seq}`,
    mentions: { people: [], channel: false, here: false },
    createdAt: NOON + minutes * MINUTE,
    editedAt: null,
    deletedAt: null,
    lastSeq: seq,
    notice: null,
    ...more,
  };
}

function shown(messages: readonly Message[], line: UnreadLine = { after: 99, upTo: null }, from = 0) {
  const timeline = { messages, from, to: null, through: 99, ahead: [] };
  return itemsOf(rowsOf(timeline, [], 'me'), { me: 'me', line, from })
    .filter(({ kind }) => kind !== 'beginning')
    .map((item) => (item.kind === 'row' ? `${item.head ? 'head' : 'more'} ${item.message?.seq}` : item.kind));
}

describe('items of a conversation', () => {
  it('groups one author within five minutes of the message before', () => {
    const list = [
      message(1, 'ada', 0),
      message(2, 'ada', 4),
      message(3, 'ada', 8),
      message(4, 'ada', 14),
      message(5, 'bob', 15),
    ];
    expect(shown(list)).toEqual(['day', 'head 1', 'more 2', 'more 3', 'head 4', 'head 5']);
  });

  it('begins every day with its line, and a new group', () => {
    const list = [message(1, 'ada', 12 * 60 - 1), message(2, 'ada', 12 * 60 + 1)];
    expect(shown(list)).toEqual(['day', 'head 1', 'day', 'head 2']);
  });

  it('leaves out deleted messages and ends a group at a notice', () => {
    const list = [
      message(1, 'ada', 0),
      message(2, 'ada', 1, { text: '', deletedAt: NOON }),
      message(3, 'ada', 2),
      message(4, 'ada', 3, { notice: { what: 'left' } }),
      message(5, 'ada', 4),
    ];
    expect(shown(list)).toEqual(['day', 'head 1', 'more 3', 'notice', 'head 5']);
  });

  it('puts the unread line before the first message of others that was not read', () => {
    const list = [message(1, 'ada', 0), message(2, 'me', 1), message(3, 'ada', 2), message(4, 'ada', 3)];
    expect(shown(list, { after: 1, upTo: null })).toEqual(['day', 'head 1', 'head 2', 'unread', 'head 3', 'more 4']);
  });

  it('leaves every row as it is when the unread line is moved or goes, and gives it no room', () => {
    const list = [message(1, 'ada', 0), message(2, 'ada', 1), message(3, 'ada', 2), message(4, 'ada', 3)];
    const begins = { after: 1, upTo: null };
    expect(shown(list, begins)).toEqual(['day', 'head 1', 'unread', 'head 2', 'more 3', 'more 4']);
    expect(shown(list, { after: 3, upTo: null, begins })).toEqual([
      'day',
      'head 1',
      'head 2',
      'more 3',
      'unread',
      'more 4',
    ]);
    expect(shown(list, { after: Infinity, upTo: null, begins })).toEqual([
      'day',
      'head 1',
      'head 2',
      'more 3',
      'more 4',
    ]);
    expect(heightOf({ kind: 'unread', key: 'unread' })).toBe(0);
  });

  it('has no unread line for what came before the eyes of the reader', () => {
    const list = [message(1, 'ada', 0), message(2, 'ada', 1)];
    expect(shown(list, { after: 1, upTo: 1 })).toEqual(['day', 'head 1', 'more 2']);
  });

  it('claims nothing above the first row of a part that the page before it could prove wrong', () => {
    const list = [message(1, 'ada', 0), message(2, 'ada', 1), message(3, 'ada', 24 * 60)];
    expect(shown(list, { after: 0, upTo: null }, 1)).toEqual(['head 1', 'more 2', 'day', 'head 3']);
    expect(shown(list, { after: 1, upTo: null }, 1)).toEqual(['head 1', 'unread', 'head 2', 'day', 'head 3']);
    const mine = [message(7, 'me', 0), message(8, 'ada', 1)];
    expect(shown(mine, { after: 3, upTo: null }, 7)).toEqual(['head 7', 'head 8']);
    expect(shown(mine, { after: 6, upTo: null }, 7)).toEqual(['head 7', 'unread', 'head 8']);
  });

  it('tells days apart in order and out of it', () => {
    const list = [message(1, 'ada', 0), message(2, 'ada', 23 * 60), message(3, 'ada', 10), message(4, 'ada', 11)];
    expect(shown(list)).toEqual(['day', 'head 1', 'day', 'head 2', 'day', 'head 3', 'more 4']);
  });
});
