import { Problem } from '../../protocol/errors.ts';
import type { Scope } from '../ports/index.ts';
import { loadConnection } from '../table/connection.ts';
import type { SocketCaller } from './socket-event.ts';

/** How long a socket goes on after its token's end, so that a renewal on its way is not cut off. */
const GRACE_MS = 30_000;

/** The access token behind the socket has ended: the socket closes after this answer. */
export class SocketExpired extends Problem {
  constructor() {
    super('unauthenticated', 'This connection has ended. Connect again.');
  }
}

/**
 * Resolves while the socket may go on. The authorizer's word holds until the token's end; after that the connection's row
 * says whether it was renewed. What the row said is remembered: a session that ends meanwhile closes its sockets, renewed
 * or not. @throws SocketExpired
 */
export async function checkExpiry({ store, memory, now }: Scope, caller: SocketCaller): Promise<void> {
  const { userId, connectionId, expiresAt } = caller;
  const until = Math.max(expiresAt, memory.renewedUntil(connectionId));
  if (now <= until + GRACE_MS) return;
  const connection = await loadConnection(store, userId, connectionId);
  if (!connection || now > connection.exp + GRACE_MS) throw new SocketExpired();
  memory.sawRenewed(connectionId, connection.exp);
}
