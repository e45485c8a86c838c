import { LIMITS } from '../../../protocol/limits.ts';
import { key } from '../store/state.ts';
import type { Core } from './core.ts';

/** Presence holds until a time that it tells; events come only when it changes. This asks again before it runs out. */
export interface PresenceKeeper {
  /** The person looks, or looks away: nobody sees the presence of others then. */
  attention(visible: boolean): void;
  stop(): void;
}

const LOOK_MS = 60_000;

export function keepPresence({ env, store, request, isLive }: Core, watched: () => readonly string[]): PresenceKeeper {
  let cancel: (() => void) | null = null;

  function isEnding(userId: string): boolean {
    const presence = store.get(key.presence(userId));
    return presence !== undefined && presence.state !== 'offline' && presence.until < env.clock.now() + 2 * LOOK_MS;
  }

  function look(): void {
    cancel = env.clock.after(LOOK_MS, look);
    if (!isLive() || !watched().some(isEnding)) return;
    // All in one question, so that they run out together; what does not come now is asked for at the next look.
    const userIds = watched().slice(0, LIMITS.watchesAtOnce);
    request('presence.watch', { userIds }).catch(() => undefined);
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
    stop,
  };
}
