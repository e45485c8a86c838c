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

const coreOf = (store: ReturnType<typeof createStore>) => ({
  store,
  commit: store.apply,
  isClosed: () => false,
  env: {
    clock: { now: () => 0, after: atOnce },
    random: { fraction: () => 0, bytes: (count: number) => new Uint8Array(count) },
  },
});

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
  await createCatchUp(
    { ...coreOf(store), ask },
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

/** What a conversation of `count` messages that nobody here has read is opened with. @returns the questions, and the store */
async function opened(count: number, meanwhile?: (store: ReturnType<typeof createStore>, history: History) => void) {
  const history = new History(Array.from({ length: count }, () => ({ kind: 'post' as const })));
  const store = createStore(INITIAL);
  const draft = draftOf(store.state);
  putOwn(draft, history.own());
  store.apply(draft.patch);
  const asked: unknown[] = [];
  const ask: Call = async (_, input) => {
    asked.push(input);
    meanwhile?.(store, history);
    return history.page(count, { limit: 50, ...('around' in input && { around: Number(input.around) }) }) as never;
  };
  await createCatchUp(
    { ...coreOf(store), ask },
    () => true,
    () => undefined,
  ).refresh(CHANNEL, false);
  return { asked, timeline: store.get(key.timeline(CHANNEL)) };
}

it('opens with the latest page when that holds all that is unread, else with the page where reading goes on', async () => {
  expect(await opened(50)).toMatchObject({
    asked: [{ channelId: CHANNEL, limit: 50 }],
    timeline: { from: 0, to: null },
  });
  const far = await opened(120);
  expect(far.asked).toEqual([{ channelId: CHANNEL, limit: 50, around: 1 }]);
  expect(far.timeline?.messages[0]?.seq).toBe(1);
  expect(far.timeline?.to).not.toBeNull();
});

it('leaves who went to the end meanwhile there', async () => {
  const { timeline } = await opened(120, (store, history) =>
    store.apply(applyTimeline(store.state, CHANNEL, timelineOf(history.page(120, { limit: 50 })))),
  );
  expect(timeline?.to).toBeNull();
});
