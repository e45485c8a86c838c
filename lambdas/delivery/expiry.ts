import { deleteConnection, loadConnection } from '../table/connection.ts';
import { isConditionFailed, type Write } from '../table/store.ts';
import type { Recipient, Wires } from './wires.ts';

/** A connection outlives its access token by this much, milliseconds: time to renew. */
const GRACE_MS = 30_000;

export const hasLapsed = (exp: number, now: number): boolean => exp + GRACE_MS <= now;

/** How the row behind a recipient follows its connection. */
export interface Row<T> {
  /** Null where looking again costs less than noting: rows that are read seldom. */
  readonly extend: ((recipient: T, exp: number) => Write) | null;
  drop(recipient: T): Write;
}

/**
 * Those recipients whose access token has not ended. One whose row says so is looked up: renewed, its row is extended;
 * otherwise the row goes and the connection is closed.
 */
export async function withoutLapsed<T extends Recipient>(
  wires: Wires,
  recipients: readonly T[],
  row: Row<T>,
): Promise<readonly T[]> {
  if (!recipients.some(({ exp }) => hasLapsed(exp, wires.now))) return recipients;
  const checked = await Promise.all(
    recipients.map(async (recipient) =>
      !hasLapsed(recipient.exp, wires.now) || (await wasRenewed(wires, recipient, row)) ? [recipient] : [],
    ),
  );
  return checked.flat();
}

async function wasRenewed<T extends Recipient>(wires: Wires, recipient: T, row: Row<T>): Promise<boolean> {
  const { store, gateway, now } = wires;
  const connection = await loadConnection(store, recipient.userId, recipient.connectionId);
  if (connection && !hasLapsed(connection.exp, now)) {
    if (row.extend) await unlessRefused(store.write([row.extend(recipient, connection.exp)]));
    return true;
  }
  await store.write([row.drop(recipient)]);
  await gateway.close(recipient.connectionId);
  await store.write([deleteConnection(recipient.userId, recipient.connectionId)]);
  return false;
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
