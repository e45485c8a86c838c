import type { Input, Output } from '../../../protocol/contracts.ts';
import { applyTimeline } from '../store/apply-fetch.ts';
import { only } from '../store/draft.ts';
import { IDLE, key, type Paging, type Timeline } from '../store/state.ts';
import { timelineOf, withNewerPage, withOlderPage } from '../store/timeline.ts';
import type { Core } from './core.ts';
import { asProblem } from './problems.ts';

/** Pages of a channel's past. Refusals end in `paging:…`, where the conversation shows them. */
export interface History {
  loadOlder(channelId: string): Promise<void>;
  loadNewer(channelId: string): Promise<void>;
  jumpTo(channelId: string, seq: number): Promise<void>;
  jumpToLatest(channelId: string): Promise<void>;
}

type Direction = 'older' | 'newer' | 'latest';
type Page = Output<'message.list'>;

const PAGE = 50;

export function createHistory(core: Core, loaded: (channelId: string) => void): History {
  const { store } = core;
  const timelineFor = (channelId: string): Timeline | undefined => store.get(key.timeline(channelId));

  function mark(channelId: string, change: Partial<Paging>): void {
    core.commit(only(key.paging(channelId), { ...(store.get(key.paging(channelId)) ?? IDLE), ...change }));
  }

  /** Fetches one page unless one is on its way in this direction; `place` says what becomes of the timeline. */
  async function load(
    channelId: string,
    direction: Direction,
    where: Omit<Input<'message.list'>, 'channelId' | 'limit'>,
    place: (page: Page) => Timeline | null,
  ): Promise<void> {
    if (store.get(key.paging(channelId))?.[direction]) return;
    mark(channelId, { [direction]: true, error: null });
    try {
      const page = await core.ask('message.list', { channelId, limit: PAGE, ...where });
      const next = place(page);
      if (next) core.commit(applyTimeline(store.state, channelId, next));
      mark(channelId, { [direction]: false });
      loaded(channelId);
    } catch (error) {
      mark(channelId, { [direction]: false, error: asProblem(error).body() });
    }
  }

  return {
    async loadOlder(channelId) {
      const from = timelineFor(channelId)?.from ?? 0;
      if (from === 0) return;
      await load(channelId, 'older', { before: from }, (page) => {
        const now = timelineFor(channelId);
        return now?.from === from ? withOlderPage(now, page) : null;
      });
    },
    async loadNewer(channelId) {
      const to = timelineFor(channelId)?.to ?? null;
      if (to === null) return;
      await load(channelId, 'newer', { after: to }, (page) => {
        const now = timelineFor(channelId);
        return now?.to === to ? withNewerPage(now, page) : null;
      });
    },
    jumpTo: (channelId, seq) => load(channelId, 'latest', { around: seq }, timelineOf),
    jumpToLatest: (channelId) => load(channelId, 'latest', {}, timelineOf),
  };
}
