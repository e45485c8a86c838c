import { isComingOrGoing } from '../../../protocol/coming-and-going.ts';
import { only } from '../store/draft.ts';
import { key, type Members, type Timeline } from '../store/state.ts';
import { indexFrom } from '../store/timeline.ts';
import type { Core } from './core.ts';
import type { Shown } from './shown.ts';

/** Knows how many people are in the channels on screen: asks when it is not known, or when somebody came or went since. */
export interface MemberCounter {
  /** What is known of this channel's conversation changed, or it came on screen. */
  look(channelId: string): void;
  /** The channel is off the screen: what was seen of it is kept with the count. */
  left(channelId: string): void;
}

/** The first question waits for what is more urgent; later ones gather who comes at the same time, and not everybody asks at once. */
const GATHER_MS = 400;
const SPREAD_MS = 800;
const AGAIN_MS = 10_000;

type Needed = Pick<Core, 'store' | 'ask' | 'commit' | 'isClosed'> & {
  readonly env: Pick<Core['env'], 'clock' | 'random'>;
};

export function createMemberCounter(core: Needed, shown: Pick<Shown, 'has'>): MemberCounter {
  const { store, env } = core;
  /** Channels whose count is asked for, will be, or cannot be had. */
  const planned = new Set<string>();
  /** Up to where a conversation was looked through, beyond what its count says. */
  const seen = new Map<string, number>();
  /** Up to where a conversation was heard of whose end is not loaded. */
  const heard = new Map<string, number>();

  const known = (channelId: string): Members | undefined => store.get(key.members(channelId));

  /** Whether somebody may have come or gone since people were counted. */
  function isBehind(channelId: string, timeline: Timeline): boolean {
    const count = known(channelId);
    if (!count) return true;
    const from = Math.max(count.through, seen.get(channelId) ?? 0);
    if (timeline.from > from + 1) return true;
    const { messages } = timeline;
    for (let index = indexFrom(messages, from + 1); index < messages.length; index += 1)
      if (isComingOrGoing(messages[index]?.notice ?? null)) return true;
    if (timeline.to === null) {
      seen.set(channelId, Math.max(from, timeline.through));
      return false;
    }
    // What comes below, one by one, is looked at when it is loaded; more of it at a time came while nobody listened.
    const last = heard.get(channelId) ?? from;
    heard.set(channelId, timeline.through);
    return timeline.through > last + 1;
  }

  /** What is loaded of a channel with a name that is on screen. */
  function loaded(channelId: string): Timeline | undefined {
    const own = store.get(key.channel(channelId));
    const isCounted = own?.channel.people.length === 0 && shown.has(channelId) && !core.isClosed();
    return isCounted ? store.get(key.timeline(channelId)) : undefined;
  }

  async function ask(channelId: string): Promise<void> {
    const timeline = loaded(channelId);
    if (!timeline) return void planned.delete(channelId);
    // Whoever came by a number that is settled here was counted before.
    const { through } = timeline;
    try {
      const { members: count } = await core.ask('channel.get', { channelId });
      // Nobody counted them, and they are too many for it: that costs much, and will be no other in a moment.
      if (count === undefined) return;
      planned.delete(channelId);
      if (!store.get(key.channel(channelId)) || core.isClosed()) return;
      seen.set(channelId, through);
      heard.set(channelId, through);
      core.commit(only(key.members(channelId), { count, through }));
      look(channelId);
    } catch {
      // It is a number on a button: another look asks again, but not at once.
      env.clock.after(AGAIN_MS, () => planned.delete(channelId));
    }
  }

  function look(channelId: string): void {
    const timeline = planned.has(channelId) ? undefined : loaded(channelId);
    if (!timeline || !isBehind(channelId, timeline)) return;
    planned.add(channelId);
    env.clock.after(GATHER_MS + env.random.fraction() * SPREAD_MS, () => void ask(channelId));
  }

  return {
    look,
    left(channelId) {
      const count = known(channelId);
      const through = seen.get(channelId) ?? 0;
      if (count && through > count.through) core.commit(only(key.members(channelId), { ...count, through }));
    },
  };
}
