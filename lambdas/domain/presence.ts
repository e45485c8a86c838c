import type { Presence } from '../../protocol/presence.ts';

/** A connection that was not heard of for so long does not count: heartbeats come every nine minutes. */
const SILENT_MS = 12 * 60_000;

export interface Heard {
  /** Milliseconds UTC. */
  readonly lastSeen: number;
  readonly visible: boolean;
}

/** Online while a window is visible somewhere, away while all are hidden, offline without a live connection. */
export function presenceOf(userId: string, connections: readonly Heard[], now: number): Presence {
  const live = connections.filter(({ lastSeen }) => now - lastSeen < SILENT_MS);
  const visible = live.filter((connection) => connection.visible);
  const counted = visible.length > 0 ? visible : live;
  if (counted.length === 0) return { userId, state: 'offline', until: now };
  const until = Math.max(...counted.map(({ lastSeen }) => lastSeen)) + SILENT_MS;
  return { userId, state: visible.length > 0 ? 'online' : 'away', until };
}
