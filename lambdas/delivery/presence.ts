import { presenceOf } from '../domain/presence.ts';
import type { Presence } from '../../protocol/presence.ts';
import { type Connection, connectionsOf } from '../table/connection.ts';
import { keys } from '../table/schema.ts';
import type { Key, Store } from '../table/store.ts';
import { deleteWatch, extendWatch, type Watch, watchersOf } from '../table/watch.ts';
import { membershipRowsOf, toWorkspaceMemberRow } from '../table/workspace-member.ts';
import { withoutLapsed } from './expiry.ts';
import { frameOf } from './frame.ts';
import type { Wires } from './wires.ts';

const ROW = {
  extend: (watch: Watch, exp: number) => extendWatch(watch, exp),
  drop: (watch: Watch) => deleteWatch(watch),
};

/** Tells those who look at a person, and still share a workspace with them, how present they are now. */
export async function tellPresence(wires: Wires, userId: string, known?: Presence): Promise<void> {
  const { store, gateway, now } = wires;
  const watches = await watchersOf(store, userId, now);
  if (watches.length === 0) return;
  const presence = known ?? presenceOf(userId, await connectionsOf(store, userId), now);
  const colleagues = await whoShareWorkspace(
    store,
    userId,
    watches.map((watch) => watch.userId),
  );
  const live = await withoutLapsed(
    wires,
    watches.filter((watch) => colleagues.has(watch.userId)),
    ROW,
  );
  if (live.length === 0) return;
  const ids = live.map(({ connectionId }) => connectionId);
  const gone = new Set(await gateway.post(ids, frameOf({ type: 'presence.changed', presence })));
  const lost = live.filter(({ connectionId }) => gone.has(connectionId));
  await Promise.all(lost.map((watch) => store.write([deleteWatch(watch)])));
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
  const connections = await connectionsOf(wires.store, userId);
  const presence = presenceOf(userId, connections, wires.now);
  if (presence.state === presenceOf(userId, before(connections), wires.now).state) return;
  await tellPresence(wires, userId, presence);
}

/** Those of `others` who are in a workspace with the person; oneself always is. */
export async function whoShareWorkspace(
  store: Store,
  userId: string,
  others: readonly string[],
): Promise<ReadonlySet<string>> {
  const workspaces = await membershipRowsOf(store, userId);
  const rows: Key[] = [];
  for (const other of new Set(others)) {
    for (const { workspaceId } of workspaces) rows.push(keys.workspaceMember(workspaceId, other));
  }
  const shared = new Set(others.includes(userId) ? [userId] : []);
  for (let at = 0; at < rows.length; at += 100) {
    const items = await store.getMany(rows.slice(at, at + 100), { consistent: true });
    for (const item of items) {
      const row = item && toWorkspaceMemberRow(item);
      if (row && row.gone === null) shared.add(row.userId);
    }
  }
  return shared;
}
