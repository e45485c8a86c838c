import { beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../protocol/limits.ts';
import type { UnreadCount } from '../../../protocol/read-marker.ts';
import type { Call } from '../../../web/src/client/post-action.ts';
import { createUnreadCounter } from '../../../web/src/client/unread-counter.ts';
import { moveHead } from '../../../web/src/store/apply-event.ts';
import { putOwn } from '../../../web/src/store/changes.ts';
import { type Draft, draftOf } from '../../../web/src/store/draft.ts';
import { INITIAL, key, type Patch } from '../../../web/src/store/state.ts';
import { createStore, type Store } from '../../../web/src/store/store.ts';
import { Scheduler } from '../../simulation/scheduler.ts';
import { SeededRandom } from '../../simulation/random.ts';
import { CHANNEL, History } from '../store/model.ts';

const SETTLED_MS = 31_000;
const history = new History([{ kind: 'post' }, { kind: 'post' }, { kind: 'post' }]);
const own = (channelId: string, at: number) => {
  const one = history.own(at);
  return { ...one, channel: { ...one.channel, channelId } };
};

let clock: Scheduler;
let store: Store;
/** Which channels were asked about, and when. */
let asked: { readonly at: number; readonly channelIds: readonly string[] }[];
let answer: (channelId: string) => UnreadCount | null;
/** Whether the server learns what was read here. */
let isReachable: boolean;
let change: (work: (draft: Draft) => void) => void;

beforeEach(() => {
  clock = new Scheduler(new SeededRandom(1), 0);
  store = createStore(INITIAL);
  asked = [];
  isReachable = true;
  answer = (channelId) => ({ channelId, unread: 1, mentions: 0, seq: 1, ord: 1, through: 1 });
  const ask: Call = async (_, input) => {
    const channelIds = 'channelIds' in input ? input.channelIds : [];
    asked.push({ at: clock.now(), channelIds });
    const counts = channelIds.flatMap((channelId) => answer(channelId) ?? []);
    await clock.sleep(50);
    return { counts } as never;
  };
  const commit = (patch: Patch): void => {
    store.apply(patch);
    for (const name of Object.keys(patch)) if (name.startsWith('unread:')) counter.look(name.slice('unread:'.length));
  };
  const tell = async (): Promise<void> => {
    await clock.sleep(1_000);
    if (isReachable) change((draft) => draft.set(key.reading(CHANNEL), undefined));
  };
  const counter = createUnreadCounter({ store, ask, commit, isClosed: () => false, env: { clock } }, tell);
  change = (work) => {
    const draft = draftOf(store.state);
    work(draft);
    commit(draft.patch);
  };
});

const unread = (channelId = CHANNEL) => store.get(key.unread(channelId));

describe('asking how much is unread', () => {
  it('asks again at once for what was heard of while an answer was under way', async () => {
    change((draft) => putOwn(draft, own(CHANNEL, 1)));
    clock.after(120, () => {
      answer = (channelId) => ({ channelId, unread: 2, mentions: 0, seq: 2, ord: 2, through: 2 });
      change((draft) => moveHead(draft, CHANNEL, 2, 2));
    });
    await clock.run(1_000);
    expect(asked.map(({ at }) => at)).toEqual([100, 250]);
    expect(unread()).toEqual({ count: 2, mentions: 0, stale: false, through: 2 });
  });

  it('waits until all under way has come where nothing was heard, and believes the answer then', async () => {
    answer = (channelId) => ({ channelId, unread: 2, mentions: 0, seq: 3, ord: 3, through: 1 });
    change((draft) => putOwn(draft, own(CHANNEL, 1)));
    await clock.run(SETTLED_MS);
    expect(asked).toHaveLength(1);
    expect(unread()).toEqual({ count: 2, mentions: 0, stale: true, through: 1 });
    await clock.run(2 * SETTLED_MS);
    expect(asked).toHaveLength(2);
    expect(unread()).toEqual({ count: 2, mentions: 0, stale: false, through: 1 });
  });

  it('waits until the server knows what was read here: it counts from there', async () => {
    isReachable = false;
    change((draft) => {
      putOwn(draft, own(CHANNEL, 2));
      draft.set(key.reading(CHANNEL), { readSeq: 1, readOrd: 1 });
    });
    await clock.run(5_000);
    expect(asked).toEqual([]);
    isReachable = true;
    await clock.run(20_000);
    expect(asked.map(({ channelIds }) => channelIds)).toEqual([[CHANNEL]]);
  });

  it('goes on with the others where channels are left out, and asks for those again later', async () => {
    const many = Array.from({ length: LIMITS.readMarkersAtOnce + 1 }, (_, n) => `C${n}`);
    const [gone = '', last = ''] = [many[0], many.at(-1)];
    const found = answer;
    answer = (channelId) => (channelId === gone ? null : found(channelId));
    change((draft) => {
      for (const channelId of many) putOwn(draft, own(channelId, 1));
    });
    await clock.run(500);
    expect(asked.map(({ channelIds }) => channelIds.length)).toEqual([LIMITS.readMarkersAtOnce, 1]);
    expect(unread(last)?.stale).toBe(false);
    answer = found;
    await clock.run(11_000);
    expect(asked.at(-1)?.channelIds).toEqual([gone]);
    expect(unread(gone)?.stale).toBe(false);
  });
});
