import { expect, it } from 'vitest';
import type { OwnChannel } from '../../../protocol/channel.ts';
import { beside } from '../../../web/src/features/keyboard/use-shortcuts.ts';
import { INITIAL, key, type State } from '../../../web/src/store/state.ts';

const WORKSPACE = 'W1';
const own = (channelId: string, general = false): OwnChannel => ({
  channel: {
    channelId,
    workspaceId: WORKSPACE,
    kind: 'public',
    name: channelId,
    topic: '',
    purpose: '',
    general,
    archived: false,
    people: [],
    createdBy: 'U1',
    createdAt: 0,
    lastSeq: 0,
  },
  membership: { role: 'member', joinedAt: 0, readSeq: 0, readOrd: 0, readVersion: 0 },
  seq: 0,
  ord: 0,
});
const state = (unread: readonly string[]): State => ({
  ...INITIAL,
  channelIds: ['a', 'b', 'c'],
  ...Object.fromEntries(['a', 'b', 'c'].map((id) => [key.channel(id), own(id, id === 'a')])),
  ...Object.fromEntries(unread.map((id) => [key.unread(id), { count: 1, mentions: 0, stale: false, through: 1 }])),
});

it.each([
  ['a', 1, 'b'],
  ['c', 1, 'a'],
  ['a', -1, 'c'],
  [undefined, 1, 'a'],
  [undefined, -1, 'c'],
] as const)('from %s a step of %i leads to %s', (from, step, to) => {
  expect(beside(state([]), WORKSPACE, from, step, false)).toBe(to);
});

it.each([
  [['c'], 'a', 'c'],
  [['b', 'c'], 'c', 'b'],
  [['a'], 'a', undefined],
  [[], 'a', undefined],
] as const)('with %j unread, the next unread one after %s is %s', (unread, from, to) => {
  expect(beside(state(unread), WORKSPACE, from, 1, true)).toBe(to);
});
