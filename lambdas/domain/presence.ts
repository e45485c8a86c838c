import type { Presence } from '../../protocol/presence.ts';

/** A window that was not heard of for so long after it should have been does not count: checks come every five minutes. */
const SILENT_MS = 12 * 60_000;

export interface Heard {
  /** Milliseconds UTC. */
  readonly lastSeen: number;
  /** When the access token behind it ends: a hidden window says nothing before it renews that. */
  readonly exp: number;
  readonly visible: boolean;
}

/** Online while a window is visible somewhere, away while all are hidden, offline without a live connection. */
export function presenceOf(userId: string, connections: readonly Heard[], now: number): Presence {
  const endOf = ({ lastSeen, exp, visible }: Heard): number => (visible ? lastSeen : exp) + SILENT_MS;
  const live = connections.filter((connection) => now < endOf(connection));
  if (live.length === 0) return { userId, state: 'offline', until: now };
  const visible = live.filter((connection) => connection.visible);
  const counted = visible.length > 0 ? visible : live;
  return { userId, state: visible.length > 0 ? 'online' : 'away', until: Math.max(...counted.map(endOf)) };
}
