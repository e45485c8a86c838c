import { expect, it } from 'vitest';
import type { Input } from '../../../protocol/contracts.ts';
import { Problem } from '../../../protocol/problem.ts';
import type { Core } from '../../../web/src/client/core.ts';
import { createReadMarkers } from '../../../web/src/client/read-markers.ts';
import { createUnreadCounter } from '../../../web/src/client/unread-counter.ts';
import { applyTimeline } from '../../../web/src/store/apply-fetch.ts';
import { putOwn } from '../../../web/src/store/changes.ts';
import { draftOf } from '../../../web/src/store/draft.ts';
import { INITIAL, type Patch } from '../../../web/src/store/state.ts';
import { createStore } from '../../../web/src/store/store.ts';
import { timelineOf } from '../../../web/src/store/timeline.ts';
import { SeededRandom } from '../../simulation/random.ts';
import { Scheduler } from '../../simulation/scheduler.ts';
import { CHANNEL, History } from '../store/model.ts';

it('tells what was read no sooner than the server asked for, and counts other channels meanwhile', async () => {
  const clock = new Scheduler(new SeededRandom(1), 0);
  const store = createStore(INITIAL);
  const history = new History(Array.from({ length: 3 }, () => ({ kind: 'post' as const })));
  const moves: number[] = [];
  const counts: { readonly at: number; readonly channelIds: readonly string[] }[] = [];
  const request = async (action: string, input: object): Promise<never> => {
    if (action !== 'readMarker.move') {
      counts.push({ at: clock.now(), channelIds: (input as Input<'readMarker.count'>).channelIds });
      return { counts: [] } as never;
    }
    moves.push(clock.now());
    await clock.sleep(5_000);
    throw new Problem('rate_limited', 'Slower.', { retryAfterMs: 60_000 });
  };
  const commit = (patch: Patch): void => {
    store.apply(patch);
    for (const name of Object.keys(patch)) if (name.startsWith('unread:')) counter.look(name.slice('unread:'.length));
  };
  const core = { store, ask: request, request, commit, isClosed: () => false, env: { clock } } as unknown as Core;
  const markers = createReadMarkers(core, { learn: () => undefined, isAlone: () => false });
  const counter = createUnreadCounter(core, markers.flush);

  const member = (channelId: string): void => {
    const own = history.own(3);
    const draft = draftOf(store.state);
    putOwn(draft, { ...own, channel: { ...own.channel, channelId } });
    commit(draft.patch);
  };
  member(CHANNEL);
  store.apply(applyTimeline(store.state, CHANNEL, timelineOf(history.page(2, { limit: 50 }))));
  markers.markRead(CHANNEL);
  member('OTHER');
  await clock.run(60_000);
  expect(moves).toEqual([100]);
  const carried = await markers.carry((read) => Promise.resolve({ markers: [], read }));
  expect(carried.read).toEqual([]);
  expect(counts[0]).toEqual({ at: 100, channelIds: ['OTHER'] });
});
