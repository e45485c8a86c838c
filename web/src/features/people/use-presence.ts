import { useKey } from '../../engine-context.ts';
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
