import type { Output } from '../../../protocol/contracts.ts';
import type { ErrorBody } from '../../../protocol/errors.ts';
import { applyChanges, applyTimeline } from '../store/apply-fetch.ts';
import { dropChannel } from '../store/changes.ts';
import { draftOf, only } from '../store/draft.ts';
import { IDLE, key, type Timeline } from '../store/state.ts';
import { timelineOf } from '../store/timeline.ts';
import { readPlace } from '../store/unread.ts';
import { isVisit } from '../store/visit.ts';
import { createBackoff, createPause } from './backoff.ts';
import type { Reach } from './announcer.ts';
import type { Core } from './core.ts';
import { asProblem } from './problems.ts';

/** Keeps the timelines on screen complete: fetches what a gap, a tip or a reconnect says is missing. */
export interface CatchUp {
  /** Fetches what is missing now; `verify` asks the server even when nothing seems to be missing. */
  refresh(channelId: string, verify: boolean): Promise<void>;
  /** As `refresh` without `verify`, after a moment in which late events may fill the gap; nobody tells a visitor of one. */
  refreshSoon(channelId: string): void;
  /** How far those of these conversations are known that are on screen. */
  reach(channelIds: readonly string[]): readonly Reach[];
  /** What came after that, as it was told with something else. */
  take(after: Reach, changes: Output<'sync.changes'>): void;
  /** Conversations for which that was all there was to be fetched. */
  readonly taken: Set<string>;
  /** The connection or the network is back: no waiting now. */
  hurry(): void;
}

interface Run {
  verify: boolean;
  done: Promise<void>;
}

const FIRST_PAGE = 50;
/** Events of one moment come from several senders and overtake one another. */
const GRACE_MS = 150;

type Needed = Pick<Core, 'store' | 'ask' | 'commit' | 'isClosed'> & {
  readonly env: Pick<Core['env'], 'clock' | 'random'>;
};

/** `loaded` hears of every page that did not come as events. */
export function createCatchUp(
  core: Needed,
  isShown: (channelId: string) => boolean,
  loaded: (channelId: string) => void,
): CatchUp {
  const { store, env } = core;
  const running = new Map<string, Run>();
  const soon = new Set<string>();
  const taken = new Set<string>();
  const pause = createPause(env.clock);

  const timeline = (channelId: string): Timeline | undefined => store.get(key.timeline(channelId));
  const isBehind = (channelId: string): boolean =>
    (store.get(key.channel(channelId))?.seq ?? 0) > (timeline(channelId)?.through ?? 0);
  const isWanted = (channelId: string): boolean =>
    !core.isClosed() && isShown(channelId) && store.get(key.channel(channelId)) !== undefined;

  async function fetchPage(channelId: string, where: { readonly around?: number }): Promise<void> {
    const page = await core.ask('message.list', { channelId, limit: FIRST_PAGE, ...where });
    // Who went elsewhere meanwhile is there already.
    if (where.around !== undefined && timeline(channelId)) return;
    core.commit(applyTimeline(store.state, channelId, timelineOf(page)));
    loaded(channelId);
  }

  /** The latest page, or where reading goes on when that is further up. */
  function firstPage(channelId: string): { readonly around?: number } {
    const own = store.get(key.channel(channelId));
    if (!own) return {};
    const { readSeq, readOrd } = readPlace(store.state, own);
    return own.ord - readOrd > FIRST_PAGE ? { around: readSeq + 1 } : {};
  }

  /** One request that brings the timeline forward. @returns false when the server has nothing to add yet */
  async function step(channelId: string, self: Run): Promise<boolean> {
    const before = timeline(channelId);
    if (!before) {
      await fetchPage(channelId, firstPage(channelId));
      return true;
    }
    const after = before.through;
    const changes = await core.ask('sync.changes', { channelId, after });
    if (changes.reset) {
      await fetchPage(channelId, {});
      return true;
    }
    core.commit(applyChanges(store.state, channelId, after, changes));
    const moved = changes.through > after;
    // The server's head may be far ahead of what was heard of it.
    self.verify ||= changes.more;
    return moved;
  }

  /** Until nothing is missing. A hole that nobody has settled yet is asked for again. */
  async function run(channelId: string, self: Run): Promise<void> {
    const backoff = createBackoff(env.random, 600, 5_000, 200);
    const isNeeded = (): boolean => self.verify || !timeline(channelId) || isBehind(channelId);
    while (isWanted(channelId) && isNeeded()) {
      const verify = self.verify;
      self.verify = false;
      try {
        const moved = await step(channelId, self);
        setError(channelId, null);
        if (moved) backoff.reset();
        else if (isNeeded()) await pause.wait(backoff.next());
      } catch (error) {
        self.verify ||= verify;
        if (!survives(channelId, error)) break;
        await pause.wait(asProblem(error).details.retryAfterMs ?? backoff.next());
      }
    }
    // In the same turn as the last look at what is needed, so that no wish falls between.
    running.delete(channelId);
  }

  /** @returns whether trying again can help; a channel that is refused is not ours any more. */
  function survives(channelId: string, error: unknown): boolean {
    const problem = asProblem(error);
    if (problem.code === 'unauthenticated') return false;
    if (problem.code === 'forbidden') {
      const draft = draftOf(store.state);
      dropChannel(draft, channelId);
      core.commit(draft.patch);
      return false;
    }
    setError(channelId, problem.body());
    return true;
  }

  function setError(channelId: string, error: ErrorBody | null): void {
    const paging = store.get(key.paging(channelId)) ?? IDLE;
    // Where nothing was wrong, somebody may be on the way to the end.
    if (error === null && paging.error === null) return;
    const latest = error !== null && !timeline(channelId);
    if (paging.error?.code === error?.code && paging.latest === latest) return;
    core.commit(only(key.paging(channelId), { ...paging, latest, error }));
  }

  function refresh(channelId: string, verify: boolean): Promise<void> {
    const present = running.get(channelId);
    if (present) {
      present.verify ||= verify;
      return present.done;
    }
    const self: Run = { verify, done: Promise.resolve() };
    running.set(channelId, self);
    self.done = run(channelId, self);
    return self.done;
  }

  return {
    refresh,
    refreshSoon(channelId) {
      if (soon.has(channelId) || running.has(channelId)) return;
      soon.add(channelId);
      env.clock.after(GRACE_MS, () => {
        soon.delete(channelId);
        void refresh(channelId, isVisit(store.get(key.channel(channelId))));
      });
    },
    reach: (channelIds) =>
      channelIds.flatMap((channelId) => {
        const known = isShown(channelId) && timeline(channelId);
        return known ? [{ channelId, seq: known.through }] : [];
      }),
    take({ channelId, seq }, changes) {
      if (changes.reset || !isWanted(channelId) || !timeline(channelId)) return;
      core.commit(applyChanges(store.state, channelId, seq, changes));
      if (!changes.more) taken.add(channelId);
    },
    taken,
    hurry: () => pause.wake(),
  };
}
