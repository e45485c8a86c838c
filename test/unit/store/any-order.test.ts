import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvent } from '../../../web/src/store/apply-event.ts';
import { applyTimeline } from '../../../web/src/store/apply-fetch.ts';
import { putOwn } from '../../../web/src/store/changes.ts';
import { draftOf, patched } from '../../../web/src/store/draft.ts';
import { INITIAL, key, type State } from '../../../web/src/store/state.ts';
import { timelineOf, withChanges, withNewerPage, withOlderPage } from '../../../web/src/store/timeline.ts';
import { CHANNEL, History, ME, type Step } from './model.ts';

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Step>({ kind: 'post' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'void' }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('edit' as const, 'delete' as const), pick: fc.nat(30) }) },
);
const steps = fc.array(step, { minLength: 1, maxLength: 40 });

/** What reaches a client, as numbers that are scaled to the history and the timeline at hand. */
type Arrival =
  | { readonly kind: 'event'; readonly index: number }
  | { readonly kind: 'older' | 'newer' | 'changes' | 'jump'; readonly asked: number; readonly answered: number };
const arrival: fc.Arbitrary<Arrival> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('event' as const), index: fc.nat(100) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('older' as const, 'newer' as const, 'changes' as const, 'jump' as const),
      asked: fc.nat(100),
      answered: fc.nat(100),
    }),
  },
);

const begin = (history: History, at: number): State => {
  const session = { phase: 'in', userId: ME, sessionId: null, ended: false } as const;
  const draft = draftOf({ ...INITIAL, session });
  putOwn(draft, history.own(at));
  const state = patched({ ...INITIAL, session }, draft.patch);
  return patched(state, applyTimeline(state, CHANNEL, timelineOf(history.page(at, { limit: 5 }))));
};

/** One arrival. Answers are read from the history as it stood at some moment, later or earlier than what is known. */
function receive(state: State, history: History, what: Arrival): State {
  const timeline = state[key.timeline(CHANNEL)];
  if (!timeline) return state;
  if (what.kind === 'event') {
    const event = history.events[what.index % Math.max(1, history.events.length)];
    return event ? patched(state, applyEvent(state, event)) : state;
  }
  const at = what.answered % (history.seq + 1);
  const put = (next: typeof timeline): State => patched(state, applyTimeline(state, CHANNEL, next));
  if (what.kind === 'jump') return put(timelineOf(history.page(at, { around: what.asked % (at + 1), limit: 5 })));
  if (what.kind === 'changes') {
    const after = Math.min(timeline.through + (what.asked % 3) - 1, at);
    return after < 0 ? state : put(withChanges(timeline, after, history.changes(at, after, 4)));
  }
  // Pages are read at or after what their neighbours were read at, or a little earlier.
  if (what.kind === 'older' && timeline.from > 0) {
    return put(withOlderPage(timeline, history.page(Math.max(at, timeline.from), { before: timeline.from, limit: 5 })));
  }
  if (what.kind === 'newer' && timeline.to !== null) {
    return put(withNewerPage(timeline, history.page(Math.max(at, timeline.to), { after: timeline.to, limit: 5 })));
  }
  return state;
}

/** What the engine does when nothing more arrives: asks for changes until nothing is missing. */
function catchUp(state: State, history: History): State {
  let next = state;
  for (let round = 0; round < 100; round += 1) {
    const timeline = next[key.timeline(CHANNEL)];
    if (!timeline || timeline.through >= history.seq) break;
    const answer = history.changes(history.seq, timeline.through, 7);
    next = patched(next, applyTimeline(next, CHANNEL, withChanges(timeline, timeline.through, answer)));
  }
  return next;
}

describe('a timeline', () => {
  it('is the same as a fresh fetch after any order of events, repeats, losses and late answers', () => {
    fc.assert(
      fc.property(steps, fc.nat(100), fc.array(arrival, { maxLength: 60 }), (all, start, arrivals) => {
        const history = new History(all);
        let state = begin(history, start % (history.seq + 1));
        for (const what of arrivals) state = receive(state, history, what);
        const timeline = catchUp(state, history)[key.timeline(CHANNEL)];
        const { from = 0, to = null, messages = [] } = timeline ?? {};
        const truth = history.messages().filter(({ seq }) => seq >= from && (to === null || seq <= to));
        expect(messages).toEqual(truth);
        expect(timeline?.through).toBe(history.seq);
      }),
      { numRuns: 1_000 },
    );
  });

  it('comes out the same whatever the order of the events alone', () => {
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.nat(1_000)), (all, stream) => {
        const history = new History(all);
        const shuffled = [...history.events]
          .map((event) => ({ event, at: stream.next().value ?? 0 }))
          .toSorted((a, b) => a.at - b.at)
          .flatMap(({ event, at }) => (at % 5 === 0 ? [event, event] : [event]));
        const play = (events: readonly (typeof history.events)[number][]): State =>
          events.reduce((state, event) => patched(state, applyEvent(state, event)), begin(history, 0));
        const inOrder = play(history.events);
        const inAnyOrder = play(shuffled);
        expect(inAnyOrder[key.timeline(CHANNEL)]).toEqual(inOrder[key.timeline(CHANNEL)]);
        expect(inAnyOrder[key.channel(CHANNEL)]).toEqual(inOrder[key.channel(CHANNEL)]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the unread count', () => {
  it('is exact whenever the timeline reaches back to the marker', () => {
    fc.assert(
      fc.property(steps, fc.array(arrival, { maxLength: 40 }), (all, arrivals) => {
        const history = new History(all);
        let state = begin(history, 0);
        for (const what of arrivals.filter(({ kind }) => kind === 'event')) state = receive(state, history, what);
        state = catchUp(state, history);
        const unread = history
          .messages()
          .filter(({ author, deletedAt, notice }) => author !== ME && deletedAt === null && notice === null);
        const mentions = unread.filter((message) => message.mentions.people.includes(ME));
        expect(state[key.unread(CHANNEL)] ?? { count: 0, mentions: 0, stale: false }).toMatchObject({
          count: unread.length,
          mentions: mentions.length,
          stale: false,
        });
      }),
      { numRuns: 500 },
    );
  });
});
