import type { Scope } from '../ports/index.ts';
import { putConnection } from '../table/connection.ts';
import { checkDevice } from '../table/device.ts';
import { isConditionFailed } from '../table/store.ts';
import { ACTIVE, checkUser } from '../table/user.ts';
import type { SocketCaller } from './socket-event.ts';

/**
 * Opens the socket: its row is written only while session and person are alive, in one transaction. Who ends a session
 * removes the device first and looks for sockets then, so none can slip in between.
 */
export async function connect(scope: Scope, caller: SocketCaller): Promise<{ statusCode: number }> {
  const { userId, sessionId, connectionId, device, expiresAt } = caller;
  try {
    await scope.store.write([
      putConnection({ userId, connectionId, sessionId, device, exp: expiresAt, lastSeen: scope.now, visible: true }),
      checkDevice(userId, sessionId),
      checkUser(userId, ACTIVE),
    ]);
    return { statusCode: 200 };
  } catch (error) {
    if (isConditionFailed(error)) return { statusCode: 403 };
    scope.log.error('connect failed', error);
    return { statusCode: 503 };
  }
}
