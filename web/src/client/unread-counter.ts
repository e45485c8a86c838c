import { LIMITS } from '../../../protocol/limits.ts';
import { applyCounts, questionOf } from '../store/apply-fetch.ts';
import { key } from '../store/state.ts';
import type { Core } from './core.ts';
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

type Needed = Pick<Core, 'store' | 'ask' | 'commit' | 'isClosed'> & { readonly env: Pick<Core['env'], 'clock'> };

/** @param tell lets the server know what was read here; resolves when it does, or could not be told now */
export function createUnreadCounter(core: Needed, tell: () => Promise<void>): UnreadCounter {
  const { store, env } = core;
  const waiting = new Set<string>();
  let busy = false;
  let planned: { readonly due: number; readonly cancel: () => void } | null = null;

  /** Counts behind which something may still be written: of what, and whether the time for that is over. */
  const resting = new Map<string, { readonly question: string; over: boolean }>();

  const isStale = (channelId: string): boolean => store.get(key.unread(channelId))?.stale === true;
  const question = (channelId: string): string => questionOf(store.state, channelId);

  /** Whether all that was under way when this was first asked has come; undefined where that was not asked. */
  function isOver(channelId: string): boolean | undefined {
    const last = resting.get(channelId);
    return last?.question === question(channelId) ? last.over : undefined;
  }

  const mayAsk = (channelId: string): boolean => isStale(channelId) && isOver(channelId) !== false;

  /**
   * There is more than the whole truth goes: a change, or something that is not written yet. Asks once more when all that was on
   * its way has come, unless something is heard before.
   */
  function rest(channelId: string): void {
    const mine = { question: question(channelId), over: false };
    resting.set(channelId, mine);
    env.clock.after(SETTLED_MS, () => {
      mine.over = true;
      look(channelId);
    });
  }

  /** The server counts from the marker that it knows. */
  const isRead = (channelId: string): boolean => store.get(key.reading(channelId)) !== undefined;

  /** Nobody else waits for this. */
  async function settle(): Promise<void> {
    await tell();
    if (![...waiting].some(isRead)) later(GATHER_MS);
  }

  /** @returns milliseconds until the next question */
  async function ask(): Promise<number> {
    if ([...waiting].some(isRead)) void settle();
    for (const channelId of waiting) if (!mayAsk(channelId)) waiting.delete(channelId);
    const channelIds = [...waiting].filter((channelId) => !isRead(channelId)).slice(0, LIMITS.readMarkersAtOnce);
    if (channelIds.length === 0) return AGAIN_MS;
    const asked = new Map(channelIds.map((channelId) => [channelId, question(channelId)]));
    const over = new Set(channelIds.filter(isOver));
    const { counts } = await core.ask('readMarker.count', { channelIds });
    // What was heard of meanwhile is asked again at once.
    const level = new Set(channelIds.filter((channelId) => asked.get(channelId) === question(channelId)));
    for (const channelId of channelIds) waiting.delete(channelId);
    core.commit(applyCounts(store.state, counts, asked, over));
    for (const channelId of channelIds) {
      // One that is left out was not ours at that moment; whether it is will be known later.
      if (!counts.some((count) => count.channelId === channelId)) env.clock.after(AGAIN_MS, () => look(channelId));
      else if (level.has(channelId) && isStale(channelId)) rest(channelId);
    }
    return GATHER_MS;
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

  function look(channelId: string): void {
    if (!mayAsk(channelId)) return;
    waiting.add(channelId);
    later(GATHER_MS);
  }

  return { look };
}
