import { type Connection, connectionsOf } from '../table/connection.ts';
import { endConnections } from './people.ts';
import type { Wires } from './wires.ts';

/**
 * Closes a person's connections, or those that `which` picks. Their subscriptions go when the next post finds them gone.
 */
export async function closeConnections(
  wires: Wires,
  userId: string,
  which: (connection: Connection) => boolean = () => true,
): Promise<void> {
  const connections = await connectionsOf(wires.store, userId);
  await endConnections(wires, connections.filter(which));
}
