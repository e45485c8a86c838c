import { LIMITS } from '../../../protocol/limits.ts';
import { key } from '../store/state.ts';
import type { Core } from './core.ts';
import { CHECK_LIVE_MS } from './sync.ts';

/** Presence holds until a time that it tells; events come only when it changes. This asks again before it runs out. */
export interface PresenceKeeper {
  /** The person looks, or looks away: nobody sees the presence of others then. */
  attention(visible: boolean): void;
  /** Whom the next check asks for: everybody, or those of whom nothing would be known before the one after it. */
  due(everybody: boolean): string[];
  stop(): void;
}

/** As late as an answer allows: each question asks for everybody. */
const LOOK_MS = 20_000;
const ENDING_MS = LOOK_MS + 15_000;

/** Of these people, those that one question holds. */
export const inOneQuestion = (userIds: Iterable<string>): string[] => [...userIds].slice(0, LIMITS.watchesAtOnce);

type Needed = Pick<Core, 'store' | 'request' | 'isLive'> & { readonly env: Pick<Core['env'], 'clock'> };

export function keepPresence(
  { env, store, request, isLive }: Needed,
  watched: () => readonly string[],
): PresenceKeeper {
  let cancel: (() => void) | null = null;
  /** Who is still to be asked for: a question has no room for all. */
  const left = new Set<string>();
  let asking = false;

  function isEnding(userId: string, within: number): boolean {
    const presence = store.get(key.presence(userId));
    return presence !== undefined && presence.state !== 'offline' && presence.until < env.clock.now() + within;
  }

  function look(): void {
    stop();
    cancel = env.clock.after(LOOK_MS, look);
    const all = watched();
    const ending = all.filter((userId) => isEnding(userId, ENDING_MS));
    const due = new Set([...ending, ...left]);
    if (!isLive() || due.size === 0) return;
    // All in one question, so that they run out together; those who end first where they are too many for one.
    void ask(new Set([...due, ...inOneQuestion(new Set([...due, ...all]))]));
  }

  /** One question after the other. Who is added meanwhile is asked for, too. */
  async function ask(userIds: Iterable<string>): Promise<void> {
    for (const userId of userIds) left.add(userId);
    if (asking) return;
    asking = true;
    try {
      while (left.size > 0) {
        const some = inOneQuestion(left);
        await request('presence.watch', { userIds: some, again: true });
        for (const userId of some) left.delete(userId);
      }
    } catch {
      // They are asked for with the next look.
    }
    asking = false;
  }

  function stop(): void {
    cancel?.();
    cancel = null;
  }

  look();
  return {
    attention(visible) {
      stop();
      if (visible) look();
    },
    due(everybody) {
      const due = watched().filter((userId) => everybody || isEnding(userId, ENDING_MS + CHECK_LIVE_MS));
      const asked = inOneQuestion(due);
      for (const userId of due.slice(asked.length)) left.add(userId);
      return asked;
    },
    stop,
  };
}
