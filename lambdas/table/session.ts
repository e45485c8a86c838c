import { isLive, numberOf, textOf, ttlAt } from './attributes.ts';
import { ITEM_VERSION, keys } from './schema.ts';
import type { Store, Write } from './store.ts';

/** A session ends when its browser has not come back for this long. */
export const SESSION_MS = 30 * 24 * 3_600_000;

/** What the cookie stands for, stored under the hash of its value. Times in milliseconds UTC. */
export interface SessionRow {
  readonly hash: string;
  readonly userId: string;
  /** The account's `sub`. */
  readonly sub: string;
  /** `origin_jti` of the session's tokens. */
  readonly sessionId: string;
  /** The refresh token, sealed under a key that only the cookie's value yields. */
  readonly sealed: string;
  readonly lastSeenAt: number;
}

/** The session of a cookie's hash, read strongly; undefined when it has ended. */
export async function loadSession(store: Store, hash: string, now: number): Promise<SessionRow | undefined> {
  const item = await store.get(keys.session(hash), { consistent: true });
  if (!item || !isLive(item, now)) return undefined;
  return {
    hash,
    userId: textOf(item, 'userId'),
    sub: textOf(item, 'sub'),
    sessionId: textOf(item, 'sessionId'),
    sealed: textOf(item, 'sealed'),
    lastSeenAt: numberOf(item, 'lastSeenAt'),
  };
}

export const putSession = ({ hash, ...session }: SessionRow): Write => ({
  put: { ...keys.session(hash), v: ITEM_VERSION, ttl: ttlAt(session.lastSeenAt + SESSION_MS), ...session },
  if: { absent: 'pk' },
});

/** The browser came back; `sealed` replaces the refresh token. */
export const touchSession = (hash: string, now: number, sealed?: string): Write => ({
  update: keys.session(hash),
  changes: { set: { lastSeenAt: now, ttl: ttlAt(now + SESSION_MS), ...(sealed === undefined ? {} : { sealed }) } },
  if: { exists: 'pk' },
});

export const deleteSession = (hash: string): Write => ({ delete: keys.session(hash) });
