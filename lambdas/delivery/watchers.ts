import type { Event } from '../../protocol/events.ts';
import { keys } from '../table/schema.ts';
import type { Key, Store } from '../table/store.ts';
import { deleteWatch, type Watch, watchersOf } from '../table/watch.ts';
import { membershipRowsOf, toWorkspaceMemberRow } from '../table/workspace-member.ts';
import { withoutLapsed } from './expiry.ts';
import { frameOf } from './frame.ts';
import type { Wires } from './wires.ts';

/** Tells those who look at a person, and still share a workspace with them. Who does not look learns it when they do. */
export async function tellWatchers(wires: Wires, userId: string, event: Event): Promise<void> {
  const watches = await watchersOf(wires.store, userId, wires.now);
  await postToWatchers(
    wires,
    userId,
    watches.filter((watch) => watch.userId !== userId),
    event,
  );
}

/** Posts to those watches whose people still share a workspace with the person. Those of gone sockets expire by themselves. */
export async function postToWatchers(
  wires: Wires,
  userId: string,
  watches: readonly Watch[],
  event: Event,
): Promise<void> {
  if (watches.length === 0) return;
  const { store, gateway } = wires;
  const watchers = watches.map((watch) => watch.userId);
  const colleagues = await whoShareWorkspace(store, userId, watchers);
  const seen = watches.filter((watch) => colleagues.has(watch.userId));
  const live = await withoutLapsed(wires, seen, deleteWatch);
  if (live.length === 0) return;
  const ids = live.map(({ connectionId }) => connectionId);
  await gateway.post(ids, frameOf(event));
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
