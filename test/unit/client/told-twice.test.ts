import { expect, it } from 'vitest';
import type { OwnChannel } from '../../../protocol/channel.ts';
import type { Event } from '../../../protocol/events.ts';
import { applyEvent } from '../../../web/src/store/apply-event.ts';
import { INITIAL, key } from '../../../web/src/store/state.ts';
import { createStore } from '../../../web/src/store/store.ts';

const channelId = `C${'0'.repeat(26)}`;
const [ada, bob] = [`U${'0'.repeat(26)}`, `U${'1'.repeat(26)}`];
const workspaceId = `W${'0'.repeat(26)}`;
const own: OwnChannel = {
  channel: {
    channelId,
    workspaceId,
    kind: 'public',
    name: 'general',
    topic: '',
    purpose: '',
    archived: false,
    general: true,
    createdBy: bob,
    createdAt: 1,
    people: [],
    lastSeq: 1,
  },
  membership: { role: 'member', joinedAt: 1, readSeq: 1, readOrd: 1, readVersion: 0 },
  seq: 1,
  ord: 1,
};
const message = {
  channelId,
  seq: 2,
  ord: 2,
  author: bob,
  clientMessageId: 'message-1',
  text: 'Hello',
  lastSeq: 2,
  createdAt: 2,
  mentions: { people: [], channel: false, here: false },
  editedAt: null,
  deletedAt: null,
  notice: null,
};

it.each<Event>([
  { type: 'message.posted', channelId, seq: 2, message },
  { type: 'channel.hinted', channelId, seq: 2, ord: 2, fresh: true },
])('$type told twice counts once, without asking', (event) => {
  const store = createStore({ ...INITIAL, session: { phase: 'in', userId: ada, sessionId: 's', ended: false } });
  for (const each of [{ type: 'membership.started', own } as const, event, event]) {
    store.apply(applyEvent(store.state, each));
  }
  expect(store.get(key.unread(channelId))).toMatchObject({ count: 1, mentions: 0, stale: false });
});
