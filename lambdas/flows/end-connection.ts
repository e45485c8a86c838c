import { tellPresence } from '../delivery/presence.ts';
import type { Scope } from '../ports/index.ts';
import { deleteConnection } from '../table/connection.ts';

/** A socket has closed: its row goes, its subscriptions when a post finds it gone; those who look at the person are told. */
export async function endConnection(scope: Scope, userId: string, connectionId: string): Promise<void> {
  await scope.store.write([deleteConnection(userId, connectionId)]);
  scope.after(() => tellPresence(scope, userId));
}
