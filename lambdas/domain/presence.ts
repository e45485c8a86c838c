import type { Presence } from '../../protocol/presence.ts';

/** A visible window that was not heard of for so long does not count: its checks come every five minutes. */
const SILENT_MS = 12 * 60_000;
/** Who looks on is told of every change; this bounds what a connection that died without a word looks like to them. */
const HOLDS_MS = 60 * 60_000;

export interface Heard {
  /** Milliseconds UTC. */
  readonly lastSeen: number;
  /** When the access token behind it ends: a hidden window says nothing before it renews that. */
  readonly exp: number;
  readonly visible: boolean;
}

/** Online while a window is visible somewhere, away while all are hidden, offline without a live connection. */
export function presenceOf(userId: string, connections: readonly Heard[], now: number): Presence {
  const live = connections.filter(({ lastSeen, exp, visible }) => now < (visible ? lastSeen : exp) + SILENT_MS);
  if (live.length === 0) return { userId, state: 'offline', until: now };
  return { userId, state: live.some(({ visible }) => visible) ? 'online' : 'away', until: now + HOLDS_MS };
}
