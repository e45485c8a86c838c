import { flagOf, numberOf, textOf, ttlAt } from './attributes.ts';
import { everyItem } from './every-item.ts';
import { ITEM_VERSION, keys, ranges, userPk } from './schema.ts';
import type { Item, Store, Write } from './store.ts';

/** The gateway cuts every socket after two hours; the row goes a little later. */
const LONGEST_MS = 2 * 3_600_000 + 10 * 60_000;

/** A person's open socket. Times in milliseconds UTC. */
export interface Connection {
  readonly userId: string;
  readonly connectionId: string;
  readonly sessionId: string;
  readonly device: string;
  /** When the access token behind it ends. */
  readonly exp: number;
  readonly lastSeen: number;
  readonly visible: boolean;
}

export const toConnection = (item: Item): Connection => ({
  userId: textOf(item, 'userId'),
  connectionId: textOf(item, 'connectionId'),
  sessionId: textOf(item, 'sessionId'),
  device: textOf(item, 'device'),
  exp: numberOf(item, 'exp'),
  lastSeen: numberOf(item, 'lastSeen'),
  visible: flagOf(item, 'visible'),
});

/** The connections of a person, read strongly. */
export async function connectionsOf(store: Store, userId: string): Promise<readonly Connection[]> {
  const items = await everyItem(store, { pk: userPk(userId), sk: ranges.connections, consistent: true });
  return items.map(toConnection);
}

export async function loadConnection(
  store: Store,
  userId: string,
  connectionId: string,
): Promise<Connection | undefined> {
  const item = await store.get(keys.connection(userId, connectionId), { consistent: true });
  return item && toConnection(item);
}

export const putConnection = (connection: Connection): Write => ({
  put: {
    ...keys.connection(connection.userId, connection.connectionId),
    v: ITEM_VERSION,
    ttl: ttlAt(connection.lastSeen + LONGEST_MS),
    ...connection,
  },
});

/** Changes a connection that is still there: one that was closed stays closed. */
export const updateConnection = (
  userId: string,
  connectionId: string,
  changes: Partial<Pick<Connection, 'exp' | 'lastSeen' | 'visible'>>,
): Extract<Write, { update: object }> => ({
  update: keys.connection(userId, connectionId),
  changes: { set: changes },
  if: { exists: 'pk' },
});

/** Deletes a connection. @returns what it was, undefined when it was gone already. */
export async function takeConnection(
  store: Store,
  userId: string,
  connectionId: string,
): Promise<Connection | undefined> {
  const item = await store.take(keys.connection(userId, connectionId));
  return item && toConnection(item);
}

export const deleteConnection = (userId: string, connectionId: string): Write => ({
  delete: keys.connection(userId, connectionId),
});
