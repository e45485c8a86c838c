import { endConnections } from '../delivery/expiry.ts';
import { tellConnections } from '../delivery/people.ts';
import { subOf } from '../domain/ids.ts';
import type { Scope } from '../ports/index.ts';
import { connectionsOf } from '../table/connection.ts';
import type { Device } from '../table/device.ts';
import { deleteDevice, devicesOf } from '../table/device.ts';
import { deleteSession } from '../table/session.ts';
import { updateUser } from '../table/user.ts';

/** Two rows a session, a hundred writes a transaction. */
const AT_ONCE = 50;

type Ended = Pick<Device, 'userId' | 'sessionId' | 'hash'>;

/**
 * Ends these sessions of one person: their rows go first, which ends tokens and destroys the only copy of the refresh
 * tokens; then their sockets close.
 */
export async function endSessions(scope: Scope, userId: string, ended: readonly Ended[]): Promise<void> {
  for (let at = 0; at < ended.length; at += AT_ONCE) {
    const some = ended.slice(at, at + AT_ONCE);
    await scope.store.write(
      some.flatMap(({ sessionId, hash }) => [deleteSession(hash), deleteDevice(userId, sessionId)]),
    );
  }
  const ids = new Set(ended.map(({ sessionId }) => sessionId));
  await closeSockets(scope, userId, (sessionId) => ids.has(sessionId));
}

/** Ends the person's sessions that `which` picks. */
export async function endSessionsOf(
  scope: Scope,
  userId: string,
  which: (device: Device) => boolean = () => true,
): Promise<void> {
  const devices = await devicesOf(scope.store, userId, scope.now);
  await endSessions(scope, userId, devices.filter(which));
}

/** From now on no token and no running log-in of this person counts; then their sessions and sockets end. */
export async function endEverySession(scope: Scope, userId: string): Promise<void> {
  const now = scope.clock.now();
  await scope.store.update(updateUser(userId, { set: { notBefore: now, sessionsFrom: now } }));
  await Promise.all([endAllAndSockets(scope, userId), scope.identity.signOutEverywhere(subOf(userId))]);
}

/** Ends all sessions and closes all sockets, also those of sessions that are not listed any more. */
export async function endAllAndSockets(scope: Scope, userId: string): Promise<void> {
  await endSessionsOf(scope, userId);
  await closeSockets(scope, userId, () => true);
}

async function closeSockets(scope: Scope, userId: string, which: (sessionId: string) => boolean): Promise<void> {
  const connections = (await connectionsOf(scope.store, userId)).filter(({ sessionId }) => which(sessionId));
  if (connections.length === 0) return;
  await tellConnections(scope, connections, [{ type: 'session.ended', userId }], null);
  await endConnections(scope, connections);
}
