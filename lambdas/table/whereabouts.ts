import { type Connection, toConnection } from './connection.ts';
import { everyItem } from './every-item.ts';
import { keys, ranges, userPk } from './schema.ts';
import type { Item, Store } from './store.ts';
import { toUser, type User } from './user.ts';
import { toWorkspaceMemberRow, type WorkspaceMemberRow } from './workspace-member.ts';

/** The workspaces that a person is or was in, and their open sockets. */
export interface Whereabouts {
  readonly rows: readonly WorkspaceMemberRow[];
  readonly connections: readonly Connection[];
}

/** Both lie side by side: one strongly consistent query instead of two. */
export async function whereaboutsOf(store: Store, userId: string): Promise<Whereabouts> {
  return sorted(await everyItem(store, { pk: userPk(userId), sk: ranges.whereabouts, consistent: true }));
}

/** With the person's own row, which lies in front of them. */
export async function personOf(
  store: Store,
  userId: string,
): Promise<Whereabouts & { readonly user: User | undefined }> {
  const items = await everyItem(store, { pk: userPk(userId), sk: ranges.person, consistent: true });
  const own = items.find(({ sk }) => sk === keys.user(userId).sk);
  return { ...sorted(items), user: own && toUser(own) };
}

const sorted = (items: readonly Item[]): Whereabouts => ({
  rows: items.filter(({ sk }) => sk.startsWith(ranges.workspaces.beginsWith)).map(toWorkspaceMemberRow),
  connections: items.filter(({ sk }) => sk.startsWith(ranges.connections.beginsWith)).map(toConnection),
});
