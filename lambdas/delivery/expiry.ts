import { type Connection, deleteConnection, loadConnection } from '../table/connection.ts';
import { isConditionFailed, type Write } from '../table/store.ts';
import type { Recipient, Wires } from './wires.ts';

/** A connection outlives its access token by this much, milliseconds: time to renew. */
const GRACE_MS = 30_000;

export const hasLapsed = (exp: number, now: number): boolean => exp + GRACE_MS <= now;

/**
 * Those recipients whose access token has not ended. One whose row says so is looked up: renewed, that is remembered (a row
 * of each conversation written again would cost more); otherwise its row goes by `drop`, and the connection is closed.
 */
export async function withoutLapsed<T extends Recipient>(
  wires: Wires,
  recipients: readonly T[],
  drop: (recipient: T) => Write,
): Promise<readonly T[]> {
  if (!recipients.some(({ exp }) => hasLapsed(exp, wires.now))) return recipients;
  const checked = await Promise.all(
    recipients.map(async (recipient) =>
      !hasLapsed(recipient.exp, wires.now) || (await wasRenewed(wires, recipient, drop)) ? [recipient] : [],
    ),
  );
  return checked.flat();
}

async function wasRenewed<T extends Recipient>(
  wires: Wires,
  recipient: T,
  drop: (recipient: T) => Write,
): Promise<boolean> {
  const { store, gateway, memory, now } = wires;
  const { userId, connectionId } = recipient;
  if (!hasLapsed(memory.renewedUntil(connectionId), now)) return true;
  const connection = await loadConnection(store, userId, connectionId);
  if (connection && !hasLapsed(connection.exp, now)) {
    memory.sawRenewed(connectionId, connection.exp);
    return true;
  }
  await store.write([drop(recipient)]);
  await gateway.close(connectionId);
  if (connection) await store.write([deleteConnection(userId, connectionId)]);
  return false;
}

/** Closes sockets and deletes their rows; in this order, so that a repeated call still finds what was not closed. */
export async function endConnections(wires: Wires, connections: readonly Connection[]): Promise<void> {
  await Promise.all(
    connections.map(async ({ userId, connectionId }) => {
      await wires.gateway.close(connectionId);
      await wires.store.write([deleteConnection(userId, connectionId)]);
    }),
  );
}

/** True when the write went through, false when its condition refused it. */
export async function unlessRefused(write: Promise<void>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (isConditionFailed(error)) return false;
    throw error;
  }
}
