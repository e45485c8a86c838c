/** How long a membership that was read may let the counter run beside the next check. */
const MEMBER_MS = 60_000;
const MOST = 20_000;

interface Tally {
  /** Start of the window that `count` is of, milliseconds UTC. */
  window: number;
  /** What this process has let through. */
  count: number;
  /** How many of them the shared counter has granted to this process. */
  leased: number;
  /** Refused until then, as the shared counter said. */
  blockedUntil: number;
}

/**
 * What one process remembers between invocations. Nothing rests on it but speed: it is bounded, may be empty at any
 * time, and is created once by each `create(ports, env)`.
 */
export class Memory {
  readonly #members = new Map<string, number>();
  readonly #renewals = new Map<string, number>();
  readonly #tallies = new Map<string, Tally>();

  /** True when this person was seen to be a member of the channel within the last minute. */
  wasMember(userId: string, channelId: string, now: number): boolean {
    const seen = this.#members.get(userId + channelId);
    return seen !== undefined && now - seen <= MEMBER_MS && now >= seen;
  }

  sawMember(userId: string, channelId: string, now: number): void {
    remember(this.#members, userId + channelId, now);
  }

  forgetMember(userId: string, channelId: string): void {
    this.#members.delete(userId + channelId);
  }

  /** Until when a connection's access token was seen to be good, milliseconds UTC; 0 when that is not known. */
  renewedUntil(connectionId: string): number {
    return this.#renewals.get(connectionId) ?? 0;
  }

  /** A connection's row said so: that holds until then, as the authorizer's word does. */
  sawRenewed(connectionId: string, exp: number): void {
    if (exp > this.renewedUntil(connectionId)) remember(this.#renewals, connectionId, exp);
  }

  /** What was counted under a name (a person's sends) in the window of `windowMs` that `now` is in. */
  tally(name: string, now: number, windowMs: number): Tally {
    const window = now - (now % windowMs);
    const known = this.#tallies.get(name);
    if (known?.window === window) return known;
    const fresh = { window, count: 0, leased: 0, blockedUntil: known?.blockedUntil ?? 0 };
    remember(this.#tallies, name, fresh);
    return fresh;
  }
}

/** Keeps the youngest entries: a Map iterates in the order of insertion. */
function remember<T>(map: Map<string, T>, key: string, value: T): void {
  if (map.size >= MOST) {
    const [oldest] = map.keys();
    if (oldest !== undefined && !map.has(key)) map.delete(oldest);
  }
  map.set(key, value);
}
