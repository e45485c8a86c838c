import { tellPresence, tellPresenceChange } from '../delivery/presence.ts';
import type { Scope } from '../ports/index.ts';
import { takeConnection } from '../table/connection.ts';

/** A socket has closed: its row goes, its subscriptions when a post finds it gone; those who look at the person are told. */
export async function endConnection(scope: Scope, userId: string, connectionId: string): Promise<void> {
  const ended = await takeConnection(scope.store, userId, connectionId);
  scope.after(() =>
    ended ? tellPresenceChange(scope, userId, (connections) => [...connections, ended]) : tellPresence(scope, userId),
  );
}
