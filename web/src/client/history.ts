import type { Input, Output } from '../../../protocol/contracts.ts';
import { applyTimeline } from '../store/apply-fetch.ts';
import { only } from '../store/draft.ts';
import { IDLE, key, type Paging, type Timeline } from '../store/state.ts';
import { timelineOf, trimmed, withNewerPage, withOlderPage } from '../store/timeline.ts';
import type { Core } from './core.ts';
import { asProblem } from './problems.ts';

/** Pages of a channel's past. Refusals end in `paging:…`, where the conversation shows them. */
export interface History {
  loadOlder(channelId: string): Promise<void>;
  loadNewer(channelId: string): Promise<void>;
  jumpTo(channelId: string, seq: number): Promise<void>;
  /** To the live end; where that is loaded, a jump that is under way is forgotten. */
  jumpToLatest(channelId: string): Promise<void>;
  /** Lets go of what is far from the screen, which shows these numbers. */
  trim(channelId: string, first: number, last: number): void;
  /** The conversation left the screen: where it was asked to go counts no more. */
  left(channelId: string): void;
}

type Direction = 'older' | 'newer' | 'latest';
type Page = Output<'message.list'>;

const PAGE = 50;
/** Who scrolls wants more of it. */
const NEXT_PAGE = 100;

export function createHistory(core: Core, loaded: (channelId: string) => void): History {
  const { store } = core;
  /** How often each conversation was asked to go somewhere: the last wish counts, whatever is answered first. */
  const turns = new Map<string, number>();
  const timelineFor = (channelId: string): Timeline | undefined => store.get(key.timeline(channelId));

  function mark(channelId: string, change: Partial<Paging>): void {
    core.commit(only(key.paging(channelId), { ...(store.get(key.paging(channelId)) ?? IDLE), ...change }));
  }

  /**
   * Fetches one page; `place` says what becomes of the timeline. One page at a time in each direction, but a new place to go to
   * puts the one before out of mind.
   */
  async function load(
    channelId: string,
    direction: Direction,
    where: Omit<Input<'message.list'>, 'channelId'>,
    place: (page: Page) => Timeline | null,
  ): Promise<void> {
    if (direction !== 'latest' && store.get(key.paging(channelId))?.[direction]) return;
    const turn = (turns.get(channelId) ?? 0) + Number(direction === 'latest');
    turns.set(channelId, turn);
    const isOver = (): boolean => direction === 'latest' && turns.get(channelId) !== turn;
    mark(channelId, { [direction]: true, error: null });
    try {
      const page = await core.ask('message.list', { channelId, limit: PAGE, ...where });
      if (isOver()) return;
      const next = place(page);
      if (next) core.commit(applyTimeline(store.state, channelId, next));
      mark(channelId, { [direction]: false });
      loaded(channelId);
    } catch (error) {
      if (isOver()) return;
      mark(channelId, { [direction]: false, error: asProblem(error).body() });
    }
  }

  function forgetJump(channelId: string): void {
    turns.set(channelId, (turns.get(channelId) ?? 0) + 1);
    if (store.get(key.paging(channelId))?.latest) mark(channelId, { latest: false });
  }

  return {
    async loadOlder(channelId) {
      const from = timelineFor(channelId)?.from ?? 0;
      if (from === 0) return;
      await load(channelId, 'older', { before: from, limit: NEXT_PAGE }, (page) => {
        const now = timelineFor(channelId);
        return now?.from === from ? withOlderPage(now, page) : null;
      });
    },
    async loadNewer(channelId) {
      const to = timelineFor(channelId)?.to ?? null;
      if (to === null) return;
      await load(channelId, 'newer', { after: to, limit: NEXT_PAGE }, (page) => {
        const now = timelineFor(channelId);
        return now?.to === to ? withNewerPage(now, page) : null;
      });
    },
    jumpTo: (channelId, seq) => load(channelId, 'latest', { around: seq }, timelineOf),
    async jumpToLatest(channelId) {
      if (timelineFor(channelId)?.to === null) forgetJump(channelId);
      else await load(channelId, 'latest', {}, timelineOf);
    },
    trim(channelId, first, last) {
      const timeline = timelineFor(channelId);
      const rest = timeline && trimmed(timeline, first, last);
      if (rest !== timeline) core.commit(only(key.timeline(channelId), rest));
    },
    left: forgetJump,
  };
}
