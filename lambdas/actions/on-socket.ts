import { forbidden, Problem } from '../../protocol/errors.ts';
import { tellPresenceChange } from '../delivery/presence.ts';
import { type Connection, toConnection, updateConnection } from '../table/connection.ts';
import { isConditionFailed } from '../table/store.ts';
import type { Context } from './action.ts';

/** The connection that a frame came over. @throws forbidden over HTTP */
export function connectionIdOf({ caller }: Context): string {
  if (caller.connectionId === null) throw forbidden();
  return caller.connectionId;
}

/** Notes that the connection was heard of, and whether its window is visible. @throws unauthenticated when it was ended */
export const touch = (context: Context, visible: boolean): Promise<Connection> =>
  changeConnection(context, { visible, lastSeen: context.now });

/** The window became visible or hidden: those who look at the person are told if that changes how present they are. */
export async function turn(context: Context, visible: boolean): Promise<void> {
  const { userId, connectionId } = await touch(context, visible);
  context.after(() =>
    tellPresenceChange(context, userId, (connections) =>
      connections.map((each) => (each.connectionId === connectionId ? { ...each, visible: !visible } : each)),
    ),
  );
}

/** Changes the connection that a frame came over. @throws unauthenticated when it was ended */
export async function changeConnection(
  context: Context,
  changes: Parameters<typeof updateConnection>[2],
): Promise<Connection> {
  const update = updateConnection(context.caller.userId, connectionIdOf(context), changes);
  try {
    const connection = toConnection(await context.store.update(update));
    context.memory.sawRenewed(connection.connectionId, connection.exp);
    return connection;
  } catch (error) {
    if (isConditionFailed(error)) throw new Problem('unauthenticated', 'This connection was ended. Connect again.');
    throw error;
  }
}
