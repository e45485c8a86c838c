import { useEffect } from 'react';
import { useEngine, useKey } from '../../engine-context.ts';
import { key } from '../../store/state.ts';
import { useNow } from '../../hooks/use-now.ts';

const LOOK_MS = 30_000;

/** Whether a person is there, as far as known; one's own is always online. */
export function usePresence(userId: string): 'online' | 'away' | 'offline' {
  const mine = useKey('session').userId === userId;
  const presence = useKey(key.presence(userId));
  const there = presence !== undefined && presence.state !== 'offline';
  const now = useNow(LOOK_MS, there);
  if (mine) return 'online';
  return there && presence.until > now ? presence.state : 'offline';
}

const WATCHED = 100;

/** Keeps the presence of the first people of a list current while it is shown. */
export function useWatch(people: readonly { readonly userId: string }[]): void {
  const engine = useEngine();
  const ids = people
    .slice(0, WATCHED)
    .map(({ userId }) => userId)
    .join(' ');
  useEffect(() => (ids === '' ? undefined : engine.watchPresence(ids.split(' '))), [engine, ids]);
}
