import { hashOf, unseal } from '../domain/secrets.ts';
import type { Scope } from '../ports/index.ts';
import type { SessionRow } from '../table/session.ts';
import { loadSession } from '../table/session.ts';
import { endSessions } from './end-sessions.ts';

/** The refresh token of a session; undefined when the cookie does not open it. */
export function refreshTokenOf(session: SessionRow, secret: string): string | undefined {
  try {
    return unseal(session.sealed, secret);
  } catch {
    return undefined;
  }
}

/** Ends the session of a cookie's value, if there is one: rows, sockets, and its refresh token at the user pool. */
export async function endBrowserSession(scope: Scope, secret: string): Promise<void> {
  const session = await loadSession(scope.store, hashOf(secret), scope.now);
  if (!session) return;
  const refreshToken = refreshTokenOf(session, secret);
  await endSessions(scope, session.userId, [session]);
  if (refreshToken !== undefined) await scope.identity.revoke(refreshToken);
}
