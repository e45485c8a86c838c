import type { Presence } from '../../protocol/presence.ts';
import { presenceOf } from '../domain/presence.ts';
import { type Connection, connectionsOf } from '../table/connection.ts';
import { watchersOf } from '../table/watch.ts';
import { postToWatchers } from './watchers.ts';
import type { Wires } from './wires.ts';

/** Tells those who look at a person, and still share a workspace with them, how present they are now. */
export async function tellPresence(wires: Wires, userId: string, known?: Presence): Promise<void> {
  const { store, now } = wires;
  const watches = await watchersOf(store, userId, now);
  if (watches.length === 0) return;
  const presence = known ?? presenceOf(userId, await connectionsOf(store, userId), now);
  await postToWatchers(wires, userId, watches, { type: 'presence.changed', presence });
}

/**
 * Tells them only when the person's state is another than it was.
 * @param before the connections as they were, from those that there are.
 */
export async function tellPresenceChange(
  wires: Wires,
  userId: string,
  before: (connections: readonly Connection[]) => readonly Connection[],
): Promise<void> {
  const connections = await connectionsOf(wires.store, userId);
  const presence = presenceOf(userId, connections, wires.now);
  if (presence.state === presenceOf(userId, before(connections), wires.now).state) return;
  await tellPresence(wires, userId, presence);
}
