import { everyItem } from './every-item.ts';
import { type Connection, toConnection } from './connection.ts';
import { ranges, userPk } from './schema.ts';
import type { Store } from './store.ts';
import { toWorkspaceMemberRow, type WorkspaceMemberRow } from './workspace-member.ts';

/** The workspaces that a person is or was in, and their open sockets. */
export interface Whereabouts {
  readonly rows: readonly WorkspaceMemberRow[];
  readonly connections: readonly Connection[];
}

/** Both lie side by side: one strongly consistent query instead of two. */
export async function whereaboutsOf(store: Store, userId: string): Promise<Whereabouts> {
  const rows: WorkspaceMemberRow[] = [];
  const connections: Connection[] = [];
  const query = { pk: userPk(userId), sk: ranges.whereabouts, consistent: true };
  for (const item of await everyItem(store, query)) {
    if (item.sk.startsWith(ranges.connections.beginsWith)) connections.push(toConnection(item));
    else rows.push(toWorkspaceMemberRow(item));
  }
  return { rows, connections };
}
