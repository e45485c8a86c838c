import { expect, it } from 'vitest';
import { createCatchUp } from '../../../web/src/client/catch-up.ts';
import type { Call } from '../../../web/src/client/post-action.ts';
import { applyTimeline } from '../../../web/src/store/apply-fetch.ts';
import { putOwn } from '../../../web/src/store/changes.ts';
import { draftOf } from '../../../web/src/store/draft.ts';
import { INITIAL, key } from '../../../web/src/store/state.ts';
import { createStore } from '../../../web/src/store/store.ts';
import { timelineOf } from '../../../web/src/store/timeline.ts';
import { CHANNEL, History } from '../store/model.ts';

const atOnce = (_: number, work: () => void): (() => void) => {
  queueMicrotask(work);
  return () => undefined;
};

/** What `refresh` asks for, of a channel of nine numbers of which the first two are here. @returns `after` of each question */
async function refreshed(answer: (history: History, after: number, asked: number) => unknown): Promise<number[]> {
  const history = new History(Array.from({ length: 9 }, () => ({ kind: 'post' as const })));
  const store = createStore(INITIAL);
  const draft = draftOf(store.state);
  putOwn(draft, history.own(2));
  store.apply(draft.patch);
  store.apply(applyTimeline(store.state, CHANNEL, timelineOf(history.page(2, { limit: 50 }))));
  const asked: number[] = [];
  const ask: Call = async (_, input) => {
    const after = 'after' in input ? Number(input.after) : 0;
    asked.push(after);
    return answer(history, after, asked.length) as never;
  };
  const core = {
    store,
    ask,
    commit: store.apply,
    isClosed: () => false,
    env: {
      clock: { now: () => 0, after: atOnce },
      random: { fraction: () => 0, bytes: (count: number) => new Uint8Array(count) },
    },
  };
  await createCatchUp(
    core,
    () => true,
    () => undefined,
  ).refresh(CHANNEL, true);
  expect(store.get(key.timeline(CHANNEL))?.through).toBe(9);
  return asked;
}

it('goes on to the end where an answer was cut, however old what is known of the head', async () => {
  expect(await refreshed((history, after) => history.changes(9, after, 3))).toEqual([2, 5, 8]);
});

it('comes back to a number that could not be settled, although nothing was heard of what is behind it', async () => {
  const asked = await refreshed((history, after, count) => {
    if (count === 1) return { ...history.changes(6, after, 50), more: true };
    return count === 2 ? { events: [], through: after, more: true, reset: false } : history.changes(9, after, 50);
  });
  expect(asked).toEqual([2, 6, 6]);
});
