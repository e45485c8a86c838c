import { expect, it } from 'vitest';
import type { Event } from '../../../protocol/events.ts';
import { applyEvent } from '../../../web/src/store/apply-event.ts';
import { INITIAL, key } from '../../../web/src/store/state.ts';
import { createStore } from '../../../web/src/store/store.ts';
import { CHANNEL, History, ME, OTHER, posted } from '../store/model.ts';

const unread = new History([{ kind: 'post' }]).own();
const own = { ...unread, membership: { ...unread.membership, readSeq: 1, readOrd: 1 } };

it.each<Event>([
  { type: 'message.posted', channelId: CHANNEL, seq: 2, message: posted(2, 2, OTHER) },
  { type: 'channel.hinted', channelId: CHANNEL, seq: 2, ord: 2, fresh: true },
])('$type told twice counts once, without asking', (event) => {
  const store = createStore({ ...INITIAL, session: { phase: 'in', userId: ME, sessionId: 's', ended: false } });
  for (const each of [{ type: 'membership.started', own } as const, event, event]) {
    store.apply(applyEvent(store.state, each));
  }
  expect(store.get(key.unread(CHANNEL))).toMatchObject({ count: 1, mentions: 0, stale: false });
});
