import { describe, expect, it } from 'vitest';
import { applyEvent } from '../../../web/src/store/apply-event.ts';
import { applyChanges, applyTimeline } from '../../../web/src/store/apply-fetch.ts';
import { dropChannel, putOwn } from '../../../web/src/store/changes.ts';
import { draftOf, patched } from '../../../web/src/store/draft.ts';
import { putOutgoing } from '../../../web/src/store/outgoing.ts';
import { rowsOf } from '../../../web/src/store/selectors.ts';
import { INITIAL, key, type Outgoing, type State, type Timeline } from '../../../web/src/store/state.ts';
import { timelineOf, withNewerPage } from '../../../web/src/store/timeline.ts';
import { CHANNEL, History, ME } from './model.ts';

/** Somebody else's, somebody else's, mine, and mine changed. */
const history = new History([{ kind: 'post' }, { kind: 'post' }, { kind: 'post' }, { kind: 'edit', pick: 2 }]);

const rowsIn = (state: State) =>
  rowsOf(state[key.timeline(CHANNEL)], state[key.outbox(CHANNEL)], ME, state[key.sent(CHANNEL)]);
const textsIn = (state: State) => rowsIn(state).map(({ message, outgoing }) => message?.text ?? outgoing?.text);
const heard = (state: State, from: number, to: number): State =>
  history.events.slice(from - 1, to).reduce((before, event) => patched(before, applyEvent(before, event)), state);

/** My message number 3 is on its way, and nothing of the conversation is here. */
function writing(): State {
  const draft = draftOf({ ...INITIAL, session: { ...INITIAL.session, userId: ME } });
  putOwn(draft, history.own(2));
  const state = patched({ ...INITIAL, session: { ...INITIAL.session, userId: ME } }, draft.patch);
  const outgoing: Outgoing = {
    clientMessageId: 'client-3',
    channelId: CHANNEL,
    text: 'message 3',
    createdAt: 3,
    status: 'sending',
    error: null,
  };
  return patched(state, putOutgoing(state, outgoing));
}

/** The state with this part of the conversation. */
const withPart = (state: State, timeline: Timeline): State => patched(state, applyTimeline(state, CHANNEL, timeline));

describe('what is confirmed beyond what is here of its conversation', () => {
  it('stays on screen in its row, as it is changed', () => {
    const [row] = rowsIn(writing());
    const confirmed = heard(writing(), 3, 3);
    expect(rowsIn(confirmed)).toMatchObject([{ key: row?.key, message: { text: 'message 3' }, outgoing: null }]);
    expect(textsIn(heard(confirmed, 4, 4))).toEqual(['edited at 4']);
  });

  it('does not bring with it what others write', () => {
    expect(textsIn(heard(writing(), 1, 2))).toEqual(['message 3']);
    expect(textsIn(heard(heard(writing(), 3, 3), 1, 2))).toEqual(['message 3']);
  });

  it('is in the first part that comes, also where that was read before it', () => {
    const confirmed = heard(writing(), 3, 4);
    const state = withPart(confirmed, timelineOf(history.page(2, { limit: 50 })));
    expect(textsIn(state)).toEqual(['message 1', 'message 2', 'edited at 4']);
    expect(state[key.sent(CHANNEL)]).toBeUndefined();
    expect(state[key.timeline(CHANNEL)]?.through).toBe(2);
  });

  it('stays below a part that does not reach it, and is in the one that does', () => {
    const part = timelineOf(history.page(4, { after: 0, limit: 1 }));
    expect(part.to).toBe(1);
    for (const confirmed of [heard(withPart(writing(), part), 3, 3), withPart(heard(writing(), 3, 3), part)]) {
      expect(textsIn(confirmed)).toEqual(['message 1', 'message 3']);
      const whole = withPart(confirmed, withNewerPage(part, history.page(4, { after: 1, limit: 50 })));
      expect(textsIn(whole)).toEqual(['message 1', 'message 2', 'edited at 4']);
      expect(whole[key.sent(CHANNEL)]).toBeUndefined();
    }
  });

  it('stays below it also when what was missed confirms it', () => {
    const part = timelineOf(history.page(1, { after: 0, limit: 1 }));
    const state = withPart(writing(), { ...part, to: 1 });
    const told = patched(state, applyChanges(state, CHANNEL, 1, history.changes(4, 1)));
    expect(textsIn(told)).toEqual(['message 1', 'edited at 4']);
    expect(told[key.outbox(CHANNEL)]).toBeUndefined();
  });

  it('goes with the channel', () => {
    const confirmed = heard(writing(), 3, 3);
    const draft = draftOf(confirmed);
    dropChannel(draft, CHANNEL);
    expect(textsIn(patched(confirmed, draft.patch))).toEqual([]);
  });
});
