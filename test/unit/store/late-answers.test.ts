import { describe, expect, it } from 'vitest';
import { firstReadVersion } from '../../../protocol/read-versions.ts';
import type { Event } from '../../../protocol/events.ts';
import { applyCounts, questionOf } from '../../../web/src/store/apply-fetch.ts';
import { applyEvent } from '../../../web/src/store/apply-event.ts';
import { mergeOwn, putOwn } from '../../../web/src/store/changes.ts';
import { draftOf, only, patched } from '../../../web/src/store/draft.ts';
import { INITIAL, key, type State } from '../../../web/src/store/state.ts';
import { CHANNEL, History, ME } from './model.ts';

const history = new History([{ kind: 'post' }, { kind: 'post' }, { kind: 'post' }]);

const NONE: ReadonlySet<string> = new Set();

/** Our channel as of number `at`, without a timeline. */
function begin(at: number): State {
  const empty = { ...INITIAL, session: { ...INITIAL.session, userId: ME } };
  const draft = draftOf(empty);
  putOwn(draft, history.own(at));
  return patched(empty, draft.patch);
}
/** So many are unread, as was counted up to number 1. */
const withCount = (state: State, count: number, { stale = false, mentions = 0 } = {}): State =>
  patched(state, only(key.unread(CHANNEL), { count, mentions, stale, through: 1 }));
/** What is asked of the server in this state. */
const questionsOf = (state: State) => new Map([[CHANNEL, questionOf(state, CHANNEL)]]);
const later = (state: State, number: number): State => {
  const event = history.events[number - 1];
  return event ? patched(state, applyEvent(state, event)) : state;
};

describe('what comes late', () => {
  it('a channel and a membership never go back to an older state', () => {
    const old = history.own(1);
    const young = {
      ...old,
      channel: { ...old.channel, name: 'renamed', lastSeq: 3 },
      membership: { ...old.membership, readSeq: 2, readVersion: 2 },
    };
    expect(mergeOwn(young, old)).toEqual(young);
    expect(mergeOwn(old, young)).toEqual(young);
  });

  it('a marker that stands further back than it did takes what was read here back, also where its version tells of one move', () => {
    const known = begin(3);
    const own = history.own(3);
    const read = { ...own, membership: { ...own.membership, readSeq: 3, readOrd: 3, readVersion: 5 } };
    const draft = draftOf(known);
    putOwn(draft, read);
    draft.set(key.reading(CHANNEL), { readSeq: 3, readOrd: 3 });
    putOwn(draft, { ...read, membership: { ...read.membership, readSeq: 1, readOrd: 1, readVersion: 6 } });
    expect(draft.get(key.reading(CHANNEL))).toBeUndefined();
  });

  it('a marker of a later membership waits for the news of it, and never mixes with the one before', () => {
    const known = history.own(1);
    const readVersion = firstReadVersion(3) + 2;
    const marker = { channelId: CHANNEL, readSeq: 3, readOrd: 3, readVersion };
    const state = patched(begin(1), applyEvent(begin(1), { type: 'readMarker.moved', marker }));
    expect(state[key.channel(CHANNEL)]?.membership).toEqual(known.membership);
    const anew = { ...known.membership, joinedAt: 7, readSeq: 3, readOrd: 3, readVersion: firstReadVersion(3) };
    const own = { ...known, membership: anew };
    const back = patched(state, applyEvent(state, { type: 'membership.started', own }));
    const moved = patched(back, applyEvent(back, { type: 'readMarker.moved', marker }));
    expect(moved[key.channel(CHANNEL)]?.membership).toEqual({ ...anew, readVersion });
  });

  it('a count that answers an older question is asked for again', () => {
    const asked = begin(1);
    const questions = questionsOf(asked);
    const counts = [{ channelId: CHANNEL, unread: 1, mentions: 0, seq: 1, ord: 1, through: 1 }];
    const moved = later(later(asked, 2), 3);
    const stale = withCount(moved, 0, { stale: true });
    expect(patched(stale, applyCounts(stale, counts, questions, NONE))[key.unread(CHANNEL)]?.stale).toBe(true);
    const read = patched(begin(3), only(key.reading(CHANNEL), { readSeq: 1, readOrd: 1 }));
    const before = questionsOf(begin(3));
    const whole = [{ channelId: CHANNEL, unread: 2, mentions: 0, seq: 3, ord: 3, through: 3 }];
    expect(patched(begin(3), applyCounts(begin(3), whole, before, NONE))[key.unread(CHANNEL)]?.stale).toBe(false);
    expect(patched(read, applyCounts(read, whole, before, NONE))[key.unread(CHANNEL)]?.stale).toBe(true);
  });

  it('a message that comes twice is unread once', () => {
    const counted = withCount(begin(1), 0);
    const once = later(counted, 2);
    expect(once[key.unread(CHANNEL)]).toEqual({ count: 1, mentions: 0, stale: false, through: 2 });
    expect(later(once, 2)[key.unread(CHANNEL)]?.count).toBe(1);
  });

  it('a message that was counted before it was heard of counts once', () => {
    const asked = withCount(begin(1), 0, { stale: true });
    const questions = questionsOf(asked);
    const counts = [{ channelId: CHANNEL, unread: 1, mentions: 0, seq: 2, ord: 2, through: 2 }];
    const counted = patched(asked, applyCounts(asked, counts, questions, NONE));
    expect(counted[key.unread(CHANNEL)]).toEqual({ count: 1, mentions: 0, stale: false, through: 2 });
    expect(later(counted, 2)[key.unread(CHANNEL)]).toEqual(counted[key.unread(CHANNEL)]);
    const hinted = applyEvent(counted, { type: 'channel.hinted', channelId: CHANNEL, seq: 2, ord: 2, fresh: true });
    expect(patched(counted, hinted)[key.unread(CHANNEL)]).toEqual(counted[key.unread(CHANNEL)]);
  });

  it('a count is asked for again where something may still be under way before the last message that it holds', () => {
    const asked = withCount(begin(1), 0, { stale: true });
    const questions = questionsOf(asked);
    const counts = [{ channelId: CHANNEL, unread: 1, mentions: 0, seq: 3, ord: 3, through: 1 }];
    const counted = patched(asked, applyCounts(asked, counts, questions, NONE));
    expect(counted[key.unread(CHANNEL)]).toEqual({ count: 1, mentions: 0, stale: true, through: 1 });
    // What comes now is counted, or not: it is for the server to say.
    for (const number of [2, 3]) expect(later(counted, number)[key.unread(CHANNEL)]?.count).toBe(1);
    // Even after a while: the last one was not heard of when it was first asked.
    const over = new Set([CHANNEL]);
    expect(patched(asked, applyCounts(asked, counts, questions, over))[key.unread(CHANNEL)]?.stale).toBe(true);
    const again = questionsOf(counted);
    expect(patched(counted, applyCounts(counted, counts, again, NONE))[key.unread(CHANNEL)]?.stale).toBe(true);
    expect(patched(counted, applyCounts(counted, counts, again, over))[key.unread(CHANNEL)]?.stale).toBe(false);
  });

  it('a mention behind the hundredth message calls nobody, here as there', () => {
    const called = { people: [], channel: true, here: false };
    const [, event] = history.events;
    if (event?.type !== 'message.posted') throw new Error('it is no message');
    const next = { ...event, message: { ...event.message, mentions: called } };
    const before = withCount(begin(1), 100, { mentions: 2 });
    expect(applyEvent(before, next)[key.unread(CHANNEL)]).toEqual({
      count: 100,
      mentions: 2,
      stale: false,
      through: 2,
    });
    const one = withCount(begin(1), 1, { mentions: 2 });
    expect(applyEvent(one, next)[key.unread(CHANNEL)]).toMatchObject({ count: 2, mentions: 3 });
  });

  it.each<Event>([
    { type: 'channel.hinted', channelId: CHANNEL, seq: 2, ord: 2, fresh: true },
    { type: 'channel.tipped', channelId: CHANNEL, seq: 2, ord: 2 },
    ...history.events.slice(1, 2),
  ])('$type of a message whose number was known before it was there is counted', (event) => {
    const ahead = { ...history.own(1), seq: 3, ord: 3 };
    const draft = draftOf({ ...INITIAL, session: { ...INITIAL.session, userId: ME } });
    putOwn(draft, ahead);
    const known = patched({ ...INITIAL, session: { ...INITIAL.session, userId: ME } }, draft.patch);
    const questions = questionsOf(known);
    const counts = [{ channelId: CHANNEL, unread: 0, mentions: 0, seq: 1, ord: 1, through: 1 }];
    const counted = patched(known, applyCounts(known, counts, questions, new Set([CHANNEL])));
    expect(counted[key.unread(CHANNEL)]).toMatchObject({ count: 0, stale: false });
    expect(patched(counted, applyEvent(counted, event))[key.unread(CHANNEL)]?.stale).toBe(true);
  });

  it('a message behind one that was missed leaves the count to the server', () => {
    const counted = withCount(begin(1), 0);
    expect(later(counted, 3)[key.unread(CHANNEL)]?.stale).toBe(true);
  });
});
