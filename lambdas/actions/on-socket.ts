import { forbidden, Problem } from '../../protocol/errors.ts';
import { type Connection, loadConnection } from '../table/connection.ts';
import type { Context } from './action.ts';

/** The connection that a frame came over. @throws forbidden over HTTP */
export function connectionIdOf({ caller }: Context): string {
  if (caller.connectionId === null) throw forbidden();
  return caller.connectionId;
}

/** The socket was ended from elsewhere. */
export const ended = (): Problem => new Problem('unauthenticated', 'This connection was ended. Log in again.');

/** The row of the connection that a frame came over. @throws unauthenticated when it was ended */
export async function ownConnection(context: Context): Promise<Connection> {
  const connection = await loadConnection(context.store, context.caller.userId, connectionIdOf(context));
  if (!connection) throw ended();
  return connection;
}
