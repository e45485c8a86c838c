import { LIMITS } from '../../../protocol/limits.ts';
import type { UnreadCount } from '../../../protocol/read-marker.ts';
import { applyCounts, questionOf } from '../store/apply-fetch.ts';
import { key } from '../store/state.ts';
import type { Core } from './core.ts';
import { MOST_UNREAD } from '../store/unread.ts';
import { asProblem } from './problems.ts';

/** Finds out how much is unread where only the server knows, many channels in one question. */
export interface UnreadCounter {
  /** The count of this channel changed; asks if it is stale. */
  look(channelId: string): void;
}

const GATHER_MS = 100;
const AGAIN_MS = 10_000;
/** A number that was taken is written, or given up, within the 29 seconds that its function has. */
const SETTLED_MS = 31_000;

export function createUnreadCounter(core: Core): UnreadCounter {
  const { store, env } = core;
  const waiting = new Set<string>();
  let busy = false;
  let planned: { readonly due: number; readonly cancel: () => void } | null = null;

  /** Counts behind which something may still be written: of what, how far they went, and whether the time for that is over. */
  const resting = new Map<string, { readonly question: string; through: number; over: boolean }>();

  const isStale = (channelId: string): boolean => store.get(key.unread(channelId))?.stale === true;

  /** Nothing was heard since the last answer, and asking again has to wait. */
  function rests(channelId: string): boolean {
    const last = resting.get(channelId);
    if (!last || last.over || last.question !== questionOf(store.state, channelId)) return false;
    return last.through === store.get(key.unread(channelId))?.through;
  }

  /**
   * The head tells of more than was there to count: a change, a void, or something that is not written yet. Asks once more when
   * all that was on its way has come. @returns whether that is still to be done
   */
  function isOpen({ channelId, unread, seq }: UnreadCount): boolean {
    const own = store.get(key.channel(channelId));
    if (!own || own.seq <= seq || unread >= MOST_UNREAD) return false;
    const question = questionOf(store.state, channelId);
    const last = resting.get(channelId);
    if (last?.question === question) {
      last.through = seq;
      return !last.over;
    }
    const mine = { question, through: seq, over: false };
    resting.set(channelId, mine);
    env.clock.after(SETTLED_MS, () => {
      mine.over = true;
      if (resting.get(channelId) !== mine || !isStale(channelId)) return;
      waiting.add(channelId);
      later(0);
    });
    return true;
  }

  /** @returns milliseconds until the next question */
  async function ask(): Promise<number> {
    const channelIds = [...waiting].filter(isStale).slice(0, LIMITS.readMarkersAtOnce);
    const asked = new Map(channelIds.map((channelId) => [channelId, questionOf(store.state, channelId)]));
    if (channelIds.length === 0) {
      waiting.clear();
      return GATHER_MS;
    }
    const { counts } = await core.ask('readMarker.count', { channelIds });
    for (const { channelId } of counts) waiting.delete(channelId);
    const open = new Set(counts.filter(isOpen).map(({ channelId }) => channelId));
    core.commit(applyCounts(store.state, counts, asked, open));
    // A channel that is left out was not ours at that moment; whether it is will be known later.
    return counts.length < channelIds.length ? AGAIN_MS : GATHER_MS;
  }

  async function run(): Promise<void> {
    busy = true;
    let wait = GATHER_MS;
    try {
      wait = await ask();
    } catch (error) {
      const problem = asProblem(error);
      if (problem.code === 'forbidden' || problem.code === 'invalid') waiting.clear();
      wait = problem.details.retryAfterMs ?? AGAIN_MS;
    }
    busy = false;
    if (waiting.size > 0) later(wait);
  }

  /** Asks after `ms`, or sooner if that was said before. */
  function later(ms: number): void {
    const due = env.clock.now() + ms;
    if (busy || core.isClosed() || (planned && planned.due <= due)) return;
    planned?.cancel();
    const cancel = env.clock.after(ms, () => {
      planned = null;
      if (!core.isClosed()) void run();
    });
    planned = { due, cancel };
  }

  return {
    look(channelId) {
      if (!isStale(channelId) || rests(channelId)) return;
      waiting.add(channelId);
      later(GATHER_MS);
    },
  };
}
