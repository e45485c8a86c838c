import type { Event } from '../../protocol/events.ts';
import { type Connection, connectionsOf, deleteConnection, loadConnection } from '../table/connection.ts';
import { endConnections, hasLapsed } from './expiry.ts';
import { framesOf } from './frame.ts';
import { tellPresence } from './presence.ts';
import type { Wires } from './wires.ts';

/** Posts events to all live connections of a person but `except`. */
export async function tellPerson(
  wires: Wires,
  userId: string,
  events: readonly Event[],
  { except }: { readonly except?: string | null } = {},
): Promise<void> {
  await tellConnections(wires, await connectionsOf(wires.store, userId), events, except);
}

/** Posts events to these connections of one person but `except`; lapsed ones are closed, gone ones forgotten. */
export async function tellConnections(
  wires: Wires,
  connections: readonly Connection[],
  events: readonly Event[],
  except: string | null | undefined,
): Promise<void> {
  const others = connections.filter(({ connectionId }) => connectionId !== except);
  const live = others.filter(({ exp }) => !hasLapsed(exp, wires.now));
  await endConnections(
    wires,
    others.filter((connection) => !live.includes(connection)),
  );
  const ids = live.map(({ connectionId }) => connectionId);
  if (ids.length === 0) return;
  const gone = new Set<string>();
  for (const frame of framesOf(events)) for (const id of await wires.gateway.post(ids, frame)) gone.add(id);
  const lost = live.filter(({ connectionId }) => gone.has(connectionId));
  await forgetConnections(wires, lost);
}

/** Forgets connections that turned out to be gone, and tells those who look at the person where nobody has yet. */
export async function forgetConnections(
  wires: Wires,
  gone: readonly { readonly userId: string; readonly connectionId: string }[],
): Promise<void> {
  const ended = await Promise.all(gone.map((connection) => forget(wires, connection)));
  for (const userId of new Set(ended.flatMap((connection) => connection?.userId ?? []))) {
    await tellPresence(wires, userId);
  }
}

/** Mostly its own end has told of it: looking costs less than deleting what is not there. */
async function forget(
  { store }: Wires,
  { userId, connectionId }: { readonly userId: string; readonly connectionId: string },
): Promise<Connection | undefined> {
  const connection = await loadConnection(store, userId, connectionId);
  if (connection) await store.write([deleteConnection(userId, connectionId)]);
  return connection;
}
