import { applyTimeline } from '../store/apply-fetch.ts';
import { dropChannel, putOwn } from '../store/changes.ts';
import { draftOf, only, type Draft } from '../store/draft.ts';
import { key } from '../store/state.ts';
import { isVisit, visitOf } from '../store/visit.ts';
import type { Cache } from './cache.ts';
import type { CatchUp } from './catch-up.ts';
import type { Core } from './core.ts';
import type { Shown } from './shown.ts';

/** Conversations coming onto the screen and leaving it. */
export interface Conversations {
  open(channelId: string): () => void;
  /** The person looks at them again: full events come from now on, and what came meanwhile is fetched. */
  again(): void;
  /** A public channel that the person is not in is in the state from here on, if it is still wanted then. @throws Problem */
  visit(channelId: string, isWanted: () => boolean): Promise<void>;
  /** This channel changed: who was a visitor until now may be in it. */
  changed(channelId: string): void;
  /** An own message was confirmed beyond what is here of its channel: it is kept for who looks at it. */
  sent(channelId: string): void;
}

interface Parts {
  readonly core: Core;
  readonly cache: Cache;
  readonly catchUp: CatchUp;
  readonly shown: Shown;
  /** The conversation comes on screen, or leaves it. */
  turn(channelId: string): void;
  /** The conversation is off the screen. */
  left(channelId: string): void;
  /** Tells the server what is on screen; resolves when it knows. */
  look(): Promise<void>;
}

/** Messages that stay in memory of a conversation that is not on screen. */
const KEPT = 200;

export function createConversations({ core, cache, catchUp, shown, turn, left, look }: Parts): Conversations {
  const { store } = core;
  /** Channels on screen that were only looked at when they came there. */
  const visits = new Set<string>();
  const isVisited = (channelId: string): boolean => isVisit(store.get(key.channel(channelId)));

  function commit(change: (draft: Draft) => void): void {
    const draft = draftOf(store.state);
    change(draft);
    core.commit(draft.patch);
  }

  /** Shows what this device has, subscribes, and only then fetches: what comes in between is not missed. */
  async function show(channelId: string): Promise<void> {
    catchUp.taken.delete(channelId);
    if (isVisited(channelId)) visits.add(channelId);
    const subscribed = look();
    turn(channelId);
    if (!store.get(key.timeline(channelId))) {
      const kept = await cache.timeline(channelId);
      const isMissing = !store.get(key.timeline(channelId)) && shown.has(channelId);
      if (kept && isMissing && !core.isClosed()) core.commit(applyTimeline(store.state, channelId, kept));
    }
    await subscribed;
    await catchUp.refresh(channelId, !catchUp.taken.has(channelId));
  }

  function forgetSent(channelId: string): void {
    if (store.get(key.sent(channelId))) core.commit(only(key.sent(channelId), undefined));
  }

  function hide(channelId: string): void {
    void look();
    turn(channelId);
    left(channelId);
    forgetSent(channelId);
    visits.delete(channelId);
    if (isVisited(channelId)) return commit((draft) => dropChannel(draft, channelId));
    const timeline = store.get(key.timeline(channelId));
    if (!timeline) return;
    const messages = timeline.messages.slice(-KEPT);
    if (timeline.to !== null) core.commit(only(key.timeline(channelId), undefined));
    else if (messages.length < timeline.messages.length) {
      core.commit(only(key.timeline(channelId), { ...timeline, messages, from: messages[0]?.seq ?? 0 }));
    }
  }

  return {
    again() {
      for (const channelId of shown.all()) void show(channelId);
    },
    async visit(channelId, isWanted) {
      const { channel, own } = await core.request('channel.get', { channelId });
      if (own || !isWanted()) return;
      commit((draft) => putOwn(draft, { ...(draft.get(key.channel(channelId)) ?? visitOf(channel)), channel }));
    },
    changed(channelId) {
      if (!isVisited(channelId) && visits.delete(channelId)) void show(channelId);
    },
    sent(channelId) {
      if (!shown.has(channelId)) forgetSent(channelId);
    },
    open(channelId) {
      if (shown.add(channelId)) void show(channelId);
      let isOpen = true;
      return () => {
        if (isOpen && shown.remove(channelId) && !core.isClosed()) hide(channelId);
        isOpen = false;
      };
    },
  };
}
