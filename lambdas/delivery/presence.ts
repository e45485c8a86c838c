import { presenceOf } from '../domain/presence.ts';
import type { Connection } from '../table/connection.ts';
import { watchersOf } from '../table/watch.ts';
import { type Whereabouts, whereaboutsOf } from '../table/whereabouts.ts';
import { postToWatchers } from './watchers.ts';
import type { Wires } from './wires.ts';

/** Tells those who look at a person, and still share a workspace with them, how present they are now. */
export async function tellPresence(wires: Wires, userId: string): Promise<void> {
  await tellFrom(wires, userId, await whereaboutsOf(wires.store, userId));
}

/** A hidden window is not told: when it is looked at again, it asks. */
async function tellFrom(wires: Wires, userId: string, { rows, connections }: Whereabouts): Promise<void> {
  const watches = await watchersOf(wires.store, userId, wires.now);
  if (watches.length === 0) return;
  const presence = presenceOf(userId, connections, wires.now);
  await postToWatchers(wires, { userId, rows }, watches, { type: 'presence.changed', presence }, { hidden: false });
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
  const place = await whereaboutsOf(wires.store, userId);
  const [now, then] = [place.connections, before(place.connections)].map(
    (connections) => presenceOf(userId, connections, wires.now).state,
  );
  if (now !== then) await tellFrom(wires, userId, place);
}
