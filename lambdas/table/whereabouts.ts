import { type Connection, toConnection } from './connection.ts';
import { ranges, userPk } from './schema.ts';
import type { Cursor, Store } from './store.ts';
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
  let from: Cursor | undefined;
  do {
    const page = await store.query({
      pk: userPk(userId),
      sk: ranges.whereabouts,
      consistent: true,
      ...(from ? { from } : {}),
    });
    for (const item of page.items) {
      if (item.sk.startsWith(ranges.connections.beginsWith)) connections.push(toConnection(item));
      else rows.push(toWorkspaceMemberRow(item));
    }
    from = page.next;
  } while (from);
  return { rows, connections };
}
